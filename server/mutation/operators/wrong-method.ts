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
  appendleft: ["append"],
  extendleft: ["extend"],
  bisect_left: ["bisect_right"],
  bisect_right: ["bisect_left"],
  bisect: ["bisect_left"],
  insort: ["append"],
  min: ["max"],
  max: ["min"],
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
  bisect_left: ["bisect_right"],
  bisect_right: ["bisect_left"],
  bisect: ["bisect_left"],
  permutations: ["combinations"],
  combinations: ["permutations"],
};

/** Fields that come in pairs, such as a tree's. */
const fields: Readonly<Record<string, string>> = {
  left: "right",
  right: "left",
  first: "last",
  last: "first",
};

export const wrongMethod = defineOperator({
  id: "wrong-method",
  version: 2,
  intent: "mutate",
  summary:
    "Uses a function or field that is easily mistaken for the right one: extend for append, left for right.",
  example: "largest = max(items)",
  sites: (program) => [
    ...program.of("call").flatMap((node): Site[] => {
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
    ...program.of("attribute").flatMap((node): Site[] => {
      const field = node.parts[1];
      const other = field === undefined || node.parent?.kind === "call" ? undefined : fields[field.text];
      return field === undefined || other === undefined ? [] : [replaceNode(field, other)];
    }),
  ],
});
