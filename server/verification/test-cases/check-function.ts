import type { TestCase } from "../schema";
import { isVariable, parsePython, statementsOf } from "./python-syntax";
import type { Split } from "./split-assert";

/**
 * HumanEval's `def check(candidate)`. When its body is asserts that can be split, each becomes a test case of its own,
 * with its own evidence; otherwise the whole function is judged against a proxy.
 */
export function splitCheckFunction(
  check: string,
  entryPoint: string,
  splitSource: (source: string) => Split,
): Split {
  const root = parsePython(check);
  if (root === null) return { ok: false, reason: "the check function does not parse" };
  const definition = statementsOf(root).find(
    (node) => node.kind() === "function_definition" && node.field("name")?.text() === "check",
  );
  const body = definition?.field("body");
  const parameter = definition?.field("parameters")?.namedChildren()[0]?.text();
  if (body === null || body === undefined || parameter === undefined) {
    return { ok: false, reason: "there is no function check(candidate)" };
  }
  const whole: Split = { ok: true, cases: [{ kind: "candidate", entryPoint, check }] };
  const cases: TestCase[] = [];
  for (const statement of statementsOf(body)) {
    if (statement.kind() !== "assert_statement") return whole;
    const renamed = statement
      .findAll({ rule: { kind: "identifier", regex: `^${parameter}$` } })
      .filter(isVariable)
      .map((node) => node.replace(entryPoint));
    const split = splitSource(statement.commitEdits(renamed));
    if (split.ok) cases.push(...split.cases);
    else if (!split.reason.startsWith("it calls nothing")) return whole;
  }
  return cases.length === 0 ? whole : { ok: true, cases };
}
