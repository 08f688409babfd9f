import { isCallOf, positionalArguments, shifted } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";

export const rangeBound = defineOperator({
  id: "range-bound",
  intent: "mutate",
  summary: "Lets a range begin or end one too early or too late.",
  example: "for i in range(n):\n    total += i",
  sites: (program) =>
    program.of("call").flatMap((node): Site[] => {
      const [first, second, step] = positionalArguments(node);
      if (!isCallOf(node, "range") || first === undefined) return [];
      if (second === undefined) {
        return [
          replaceNode(first, shifted(first, -1)),
          replaceNode(first, shifted(first, 1)),
          replaceNode(first, `1, ${first.text}`),
        ];
      }
      const sites = [first, second].flatMap((bound) => [
        replaceNode(bound, shifted(bound, 1)),
        replaceNode(bound, shifted(bound, -1)),
      ]);
      if (step !== undefined) {
        sites.push({ at: node.start, edits: [{ start: second.end, end: step.end, text: "" }] });
      }
      return sites;
    }),
});
