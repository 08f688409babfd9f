import { isCallOf, positionalArguments } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { scopeOf } from "../scope";

export const rangeStart = defineOperator({
  id: "range-start",
  intent: "refactor",
  summary: "Writes a range's default start or step out, or leaves it out.",
  example: "for i in range(n):\n    total += i",
  sites: (program) =>
    program.of("call").flatMap((node): Site[] => {
      const list = node.child("argument_list");
      const [first, second, third] = positionalArguments(node);
      if (!isCallOf(node, "range") || list === undefined || first === undefined) return [];
      if (scopeOf(node.scope).bindings.has("range")) return [];
      if (second === undefined) return [replaceNode(list, `(0, ${first.text})`)];
      if (third?.text === "1") return [replaceNode(list, `(${first.text}, ${second.text})`)];
      if (third !== undefined) return [];
      return first.text === "0"
        ? [replaceNode(list, `(${second.text})`)]
        : [replaceNode(list, `(${first.text}, ${second.text}, 1)`)];
    }),
});
