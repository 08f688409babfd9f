import { AppError } from "#server/core/errors";
import { endOfProgram } from "#server/core/lines";
import { classifyLines, isNeutral } from "#server/core/python-lines";
import { executedLineSet } from "#server/core/python-lines-executed";
import type { LineLabel, RuleId, SuspicionReason } from "#server/core/vocabulary";
import { judgeMutant } from "./judge-mutant";
import type { RuleInput } from "./rule-input";
import { rulePolicies } from "./rule-policies";
import { failureWords } from "./run-words";
import type { RuleResult } from "./schema";

/** A passing run that used more of its CPU budget than this may pass or time out by chance. */
const nearTimeoutShare = 0.5;

type Line = { line: number; label: LineLabel };

function neutralLines(source: string): Line[] {
  return classifyLines(source).flatMap((kind, index): Line[] =>
    isNeutral(kind) ? [{ line: index + 1, label: "neutral" }] : [],
  );
}

function isNearTimeout(input: RuleInput): boolean {
  const { run } = input;
  if (run?.cpuUs === undefined || run.limits === undefined || run.verdict !== "passed") return false;
  return run.cpuUs > nearTimeoutShare * run.limits.cpuMs * 1000;
}

function applyToReference(rule: RuleId, input: RuleInput): RuleResult {
  const { run, source } = input;
  const { target, unexecutedReference } = rulePolicies[rule];
  const result = { rule, target, taintedAfter: null };
  if (run === null || run.verdict !== "passed") {
    const why =
      run === null
        ? "The reference was not run"
        : run.verdict === "infra-error"
          ? "The reference could not be run: the sandbox failed"
          : run.disagreement === "passes-sometimes"
            ? "The reference passes in some of its runs and fails in others"
            : `The reference ${failureWords(run)}`;
    return {
      ...result,
      lines: neutralLines(source),
      reasons: run?.verdict === "timeout" ? ["timeout"] : [],
      derivation: `${why}, so its code lines have no label`,
    };
  }
  const executed = executedLineSet(source, run.executedLines ?? []);
  const isTraced = run.executedLines !== null;
  const kinds = classifyLines(source);
  let ran = 0;
  const lines = kinds.map((kind, index): Line => {
    const line = index + 1;
    if (isNeutral(kind)) return { line, label: "neutral" };
    if (executed.has(line)) ran += 1;
    return { line, label: executed.has(line) ? "correct" : unexecutedReference };
  });
  // A passing run has come to the end, and nothing was missing there.
  lines.push({ line: endOfProgram(kinds.length), label: "correct" });
  const code = kinds.filter((kind) => !isNeutral(kind)).length;
  const shown =
    ran < code && unexecutedReference === null ? "the executed ones are correct" : "they are correct";
  if (!isTraced) {
    const so = unexecutedReference === null ? "its code lines have no label" : "they are correct";
    const derivation = `The reference passes all its tests; which of its ${code} code lines they execute is not known: ${so}`;
    return { ...result, lines, reasons: [], derivation };
  }
  return {
    ...result,
    lines,
    reasons: ran < code ? ["not-executed"] : [],
    derivation: `The reference passes all its tests, which execute ${ran} of its ${code} code lines: ${shown}`,
  };
}

function applyToMutant(rule: RuleId, input: RuleInput): RuleResult {
  const { edit, intent, run, source, parentVerdict = "passed" } = input;
  if (edit === undefined || intent === undefined) {
    throw new AppError("invalid-input", "a mutant without its edit and intent cannot be labelled");
  }
  const { labelLine, hunks } = edit;
  const executed = run?.executedLines == null ? null : executedLineSet(source, run.executedLines);
  // Nothing follows the end of the program, so a run that passes has reached it.
  const labelLineRan =
    labelLine > classifyLines(source).length ? run?.verdict === "passed" : (executed?.has(labelLine) ?? null);
  const policy = rulePolicies[rule];
  const judged = judgeMutant({ policy, intent, labelLine, run, parentVerdict, labelLineRan });
  const taintedAfter = run?.verdict === "passed" ? null : labelLine;
  // Neutral lines that the parent's labels don't reach: those the edit made, and those below a failed edit.
  const neutral = neutralLines(source).filter(
    ({ line }) =>
      (taintedAfter !== null && line > taintedAfter) ||
      hunks.some((hunk) => line >= hunk.from && line < hunk.to),
  );
  const own: Line[] = [{ line: labelLine, label: judged.label }];
  const lines = [...neutral.filter(({ line }) => line !== labelLine), ...own];
  return {
    rule,
    target: policy.target,
    lines: lines.sort((a, b) => a.line - b.line),
    reasons: judged.reasons,
    taintedAfter,
    derivation: judged.derivation,
  };
}

/**
 * The labels that a rule gives one program from its run: a pure function of its arguments. A reference gets a label
 * on every line; a mutant only on its label line and on neutral lines that its parent can't label (the rest resolve
 * through the line map, see `resolveLines`); a candidate only on neutral lines, since a run judges it as a whole.
 *
 * @throws AppError `invalid-input` for a mutant without edit or intent.
 */
export function applyRule(rule: RuleId, input: RuleInput): RuleResult {
  const result =
    input.origin === "mutant"
      ? applyToMutant(rule, input)
      : input.origin === "reference"
        ? applyToReference(rule, input)
        : {
            rule,
            target: rulePolicies[rule].target,
            lines: neutralLines(input.source),
            reasons: [] satisfies SuspicionReason[],
            taintedAfter: null,
            derivation: "A candidate's run judges the whole program, so its code lines have no label",
          };
  const reasons = new Set(result.reasons);
  if (input.run?.disagreement) reasons.add("flaky");
  if (isNearTimeout(input)) reasons.add("near-timeout");
  return { ...result, reasons: [...reasons] };
}
