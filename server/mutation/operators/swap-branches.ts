import { defineOperator, replacing, type Site } from "../operator";

export const swapBranches = defineOperator({
  id: "swap-branches",
  intent: "mutate",
  summary: "Exchanges what happens in the two branches of an if with else.",
  example: "sign = 1 if n >= 0 else -1",
  sites: (program) => [
    ...program.of("conditional_expression").flatMap((node): Site[] => {
      const [yes, , no] = node.parts;
      return yes === undefined || no === undefined
        ? []
        : [{ at: node.start, edits: [replacing(yes, no.text), replacing(no, yes.text)] }];
    }),
    ...program.of("if_statement").flatMap((node): Site[] => {
      const yes = node.child("block");
      const no = node.child("else_clause")?.child("block");
      if (yes === undefined || no === undefined || node.child("elif_clause") !== undefined) return [];
      if (program.indentAt(yes.start) !== program.indentAt(no.start)) return [];
      return [{ at: yes.start, edits: [replacing(yes, no.text), replacing(no, yes.text)] }];
    }),
  ],
});
