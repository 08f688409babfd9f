import { comparisonSigns } from "../expressions";
import { defineOperator, replaceNode, replacing, type Site, type TextEdit } from "../operator";
import type { PyNode } from "../tree";

const neighbours: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };

/** The edit that shifts a comparison's only boundary. */
function shift(node: PyNode): TextEdit[] {
  const [sign, ...more] = node.kind === "comparison_operator" ? comparisonSigns(node) : [];
  const neighbour = sign === undefined || more.length > 0 ? undefined : neighbours[sign.kind];
  return sign === undefined || neighbour === undefined ? [] : [replacing(sign, neighbour)];
}

export const boundaryShift = defineOperator({
  id: "boundary-shift",
  version: 2,
  intent: "mutate",
  summary: "Moves a comparison's boundary by one: < to <=, >= to >; or both that an and or an or joins.",
  example: "while i < len(items):\n    i += 1",
  sites: (program) => [
    ...program.of("comparison_operator").flatMap((node) =>
      comparisonSigns(node).flatMap((sign) => {
        const neighbour = neighbours[sign.kind];
        return neighbour === undefined ? [] : [replaceNode(sign, neighbour)];
      }),
    ),
    ...program.of("boolean_operator").flatMap((node): Site[] => {
      const edits = node.parts.flatMap(shift);
      return edits.length === 2 ? [{ at: node.start, edits }] : [];
    }),
  ],
});
