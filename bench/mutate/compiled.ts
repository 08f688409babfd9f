import { execFileSync } from "node:child_process";
import { repoPath } from "#server/core/paths";
import type { Made } from "./index";

/** What CPython makes of a mutant: nothing, its reference's bytecode, an earlier mutant's, or bytecode of its own. */
export type Compiled = "broken" | "parent" | "twin" | "new";

/** How each mutant compiles, in their order; those of a problem stand together. */
export function compiled(made: readonly Made[]): Compiled[] {
  let last: string | null = null;
  const lines: string[] = [];
  for (const { problem, mutant } of made) {
    if (problem.id !== last) lines.push(JSON.stringify([problem.id, problem.source]));
    last = problem.id;
    lines.push(JSON.stringify([problem.id, mutant.code]));
  }
  const python = process.env.LINEWISE_PYTHON ?? "python3";
  const script = repoPath("bench", "mutate", "bytecode.py");
  const output = execFileSync(python, [script], { input: lines.join("\n"), maxBuffer: 1 << 28 });
  const words = output.toString().trimEnd().split("\n");
  return words.filter(isCompiled);
}

function isCompiled(word: string): word is Compiled {
  return ["broken", "parent", "twin", "new"].includes(word);
}
