import { statementsOf } from "./python-lines";
import { pythonTokens } from "./python-lines-tokens";

/** Statements that compile to nothing, so that no tracer ever reports their line. */
const silent = new Set(["else", "finally", "global", "nonlocal"]);

/**
 * The lines that count as executed, given those a tracer reported (1-based, any order). A tracer speaks of bytecode,
 * labels speak of lines: a statement that spans several lines ran if any of them was reported, and a line without
 * bytecode of its own (`else:`, `finally:`, `global x`) ran if the statement after it did.
 */
export function executedLineSet(source: string, reported: Iterable<number>): Set<number> {
  const executed = new Set(reported);
  const statements = statementsOf(pythonTokens(source)).map((tokens) => ({
    word: tokens[0]?.text ?? "",
    // `else: x` on one line has bytecode; only the bare clause is silent.
    short: tokens.length <= 2 || tokens[0]?.text === "global" || tokens[0]?.text === "nonlocal",
    from: Math.min(...tokens.map((token) => token.line)),
    to: Math.max(...tokens.map((token) => token.endLine)),
  }));
  let nextRan = false;
  for (const { word, short, from, to } of statements.reverse()) {
    let ran = false;
    for (let line = from; line <= to; line += 1) ran ||= executed.has(line);
    if (silent.has(word) && short) ran ||= nextRan;
    if (ran) for (let line = from; line <= to; line += 1) executed.add(line);
    nextRan = ran;
  }
  return executed;
}
