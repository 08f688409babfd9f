import { isCallOf, shifted } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

/** Where a number that is one too many is easily written. */
function places(node: PyNode): readonly PyNode[] {
  switch (node.kind) {
    case "argument_list":
    case "comparison_operator":
      return node.parts;
    case "return_statement":
      return node.parts.slice(0, 1);
    case "assignment":
    case "augmented_assignment":
      return node.parts.slice(-1);
    default:
      return [];
  }
}

const counted = new Set(["identifier", "call", "binary_operator", "subscript"]);

export const offByOne = defineOperator({
  id: "off-by-one",
  intent: "mutate",
  summary: "Counts one too many or one too few where a number is passed, compared, kept or returned.",
  example: "size = len(items)",
  sites: (program) =>
    program
      .of("argument_list", "comparison_operator", "return_statement", "assignment", "augmented_assignment")
      .flatMap((node): Site[] => {
        if (node.kind === "argument_list" && node.parent !== null && isCallOf(node.parent, "range"))
          return [];
        return places(node)
          .filter((value) => counted.has(value.kind) && typeOf(value) === "number")
          .flatMap((value) => [
            replaceNode(value, shifted(value, 1)),
            replaceNode(value, shifted(value, -1)),
          ]);
      }),
});
