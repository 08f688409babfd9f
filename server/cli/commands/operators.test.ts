import { expect, it } from "vitest";
import { entryText } from "./operators";

it("shows an operator with the lines that it changes, hunk by hunk", () => {
  const text = entryText({
    id: "rename-local",
    version: 1,
    intent: "refactor",
    languages: ["python"],
    summary: "Renames a local variable.",
    example: {
      before: "n = 1\nprint()\nreturn n",
      after: "m = 1\nprint()\nreturn m",
      hunks: [
        { parentFrom: 1, parentTo: 2, from: 1, to: 2 },
        { parentFrom: 3, parentTo: 4, from: 3, to: 4 },
      ],
    },
  });
  expect(text).toBe(
    "rename-local  (refactor)\n  Renames a local variable.\n" +
      "    - n = 1\n    + m = 1\n    - return n\n    + return m\n",
  );
});
