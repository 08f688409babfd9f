import { defineOperator, type Site } from "../operator";

export const dropArgument = defineOperator({
  id: "drop-argument",
  intent: "mutate",
  summary: "Forgets an argument: one with a name, the last of several, or the star in front of one.",
  example: "names.sort(key=len, reverse=True)",
  sites: (program) =>
    program.of("argument_list").flatMap((list): Site[] => {
      const stars = list.parts.flatMap((part): Site[] => {
        const star = part.kind === "list_splat" ? part.child("*") : undefined;
        return star === undefined
          ? []
          : [{ at: list.start, edits: [{ start: star.start, end: star.end, text: "" }] }];
      });
      const dropped = list.parts.flatMap((part, index): Site[] => {
        const before = list.parts[index - 1];
        const after = list.parts[index + 1];
        const isLast = after === undefined && index > 0;
        if (part.kind !== "keyword_argument" && !isLast) return [];
        const start = before === undefined ? part.start : before.end;
        const end = before === undefined ? (after?.start ?? part.end) : part.end;
        return [{ at: part.start, edits: [{ start, end, text: "" }] }];
      });
      return [...dropped, ...stars];
    }),
});
