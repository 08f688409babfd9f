import { calleeName, positionalArguments } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";

/** What is mistaken for what, by number of arguments where that decides. */
const methods: Readonly<Record<string, readonly string[]>> = {
  append: ["extend"],
  extend: ["append"],
  add: ["discard"],
  sort: ["reverse"],
  reverse: ["sort"],
  upper: ["lower"],
  lower: ["upper"],
  startswith: ["endswith"],
  endswith: ["startswith"],
  find: ["rfind"],
  rfind: ["find"],
  index: ["count"],
  count: ["index"],
  lstrip: ["rstrip"],
  rstrip: ["lstrip"],
  strip: ["rstrip"],
  union: ["intersection"],
  intersection: ["union"],
  keys: ["values"],
  values: ["keys"],
  items: ["keys"],
  isdigit: ["isalpha"],
  isalpha: ["isdigit"],
  isupper: ["islower"],
  islower: ["isupper"],
  floor: ["ceil"],
  ceil: ["floor"],
  sin: ["cos"],
  cos: ["sin"],
  search: ["match"],
  match: ["search"],
  findall: ["search"],
  popleft: ["pop"],
  heappush: ["heappop"],
};

const functions: Readonly<Record<string, readonly string[]>> = {
  max: ["min"],
  min: ["max"],
  any: ["all"],
  all: ["any"],
  sorted: ["list"],
  reversed: ["sorted"],
  set: ["list"],
  list: ["set"],
  sum: ["max", "len"],
  len: ["sum"],
  abs: ["int"],
  int: ["float"],
  float: ["int"],
  ord: ["int"],
  zip: ["enumerate"],
  round: ["int"],
  map: ["filter"],
  filter: ["map"],
  floor: ["ceil"],
  ceil: ["floor"],
};

export const wrongMethod = defineOperator({
  id: "wrong-method",
  intent: "mutate",
  summary: "Calls a function that is easily mistaken for the right one: extend for append, min for max.",
  example: "largest = max(items)",
  sites: (program) =>
    program.of("call").flatMap((node): Site[] => {
      const callee = calleeName(node);
      if (callee === undefined) return [];
      const isMethod = callee.parent?.kind === "attribute";
      const sites = ((isMethod ? methods : functions)[callee.text] ?? []).map((other) =>
        replaceNode(callee, other),
      );
      const given = positionalArguments(node);
      if (isMethod && callee.text === "pop") {
        // The other end of the list.
        const list = node.child("argument_list");
        if (list !== undefined && given.length === 0) sites.push(replaceNode(list, "(0)"));
        if (list !== undefined && given.length === 1 && given[0]?.text === "0")
          sites.push(replaceNode(list, "()"));
      }
      return sites;
    }),
});
