import { execFileSync } from "node:child_process";
import path from "node:path";
import { repoPath } from "#server/core/paths";

type Question = ["normal", string] | ["same", string, string] | ["kind", string, string];

/** Python's answers to questions about sources (`syntax.py`), in their order. Nothing is executed. */
export function askPython(questions: readonly Question[]): unknown[] {
  if (questions.length === 0) return [];
  const python = process.env.LINEWISE_PYTHON ?? "python3";
  const input = questions.map((question) => JSON.stringify(question)).join("\n");
  const script = path.join(repoPath("bench"), "realism", "syntax.py");
  const output = execFileSync(python, [script], { input, maxBuffer: 1 << 30 });
  return output
    .toString()
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}
