import { sha256 } from "#server/core/digest";
import { AppError } from "#server/core/errors";
import { normalizeSource, splitLines } from "#server/core/lines";
import { executedLineSet } from "#server/core/python-lines-executed";
import type { LineLabel, RuleId } from "#server/core/vocabulary";
import { type SuspectedProgram, type Suspicion, suspicionsOf } from "#server/labels/index";
import type { Mutant } from "#server/mutation/schema";
import { applyRule } from "#server/rules/index";
import type { RuleResult } from "#server/rules/schema";
import { limitsFromReference } from "#server/verification/index";
import type { Limits, RunResult, TestSuite } from "#server/verification/schema";

/** Runs a program once; `first` is the timeout that the run repeats. */
export type Verified = { run: RunResult; first: RunResult | null };
export type Verify = (source: string, suite: TestSuite, limits: Partial<Limits>) => Promise<Verified>;

/** A program that was run, with what each rule says of it. */
export type Judged = {
  source: string;
  sourceHash: string;
  run: RunResult;
  firstTimeout: RunResult | null;
  rules: Record<RuleId, RuleResult>;
};
export type JudgedMutant = Judged & { mutant: Mutant };

export type BuiltProblem = {
  reference: Judged;
  mutants: JudgedMutant[];
  /** `program` 0 is the reference, `n` the n-th mutant. */
  suspicions: Suspicion[];
  /** Why no mutants were made; null when they were. */
  failed: string | null;
  /** Programs of which the sandbox said nothing, twice: mutants among them are left out, for a later build to run. */
  undecided: number;
};

type Task = {
  code: string;
  suite: TestSuite;
  /** Makes the mutants; throws `invalid-input` where it cannot read the reference. */
  make: (code: string) => Mutant[] | Promise<Mutant[]>;
  /** The rule that suspicions are read from. */
  rule: RuleId;
  /** Hashes of programs that the problem has already: they were judged before. */
  known: ReadonlySet<string>;
  /** Mutants of an earlier build: they count when the tests' strength on a line is judged. */
  earlier: readonly SuspectedProgram[];
  verify: Verify;
};

/**
 * Mutates, verifies and labels one problem; touches no database. The reference runs first and sets its mutants' budgets.
 * When it does not pass its own tests, nothing can be said of mutants, and none are made.
 */
export async function buildProblem(task: Task): Promise<BuiltProblem> {
  const { code, suite, make, rule, known, verify } = task;
  const { run, first: firstTimeout } = await verifyTwice(verify, code, suite, {});
  const reference: Judged = {
    source: code,
    sourceHash: sha256(code),
    run,
    firstTimeout,
    rules: judgeByRules({ origin: "reference", source: code, run }),
  };
  if (run.verdict !== "passed") {
    const failed = `the reference does not pass its own tests: ${run.message ?? run.verdict}`;
    const undecided = run.verdict === "infra-error" ? 1 : 0;
    return {
      reference,
      mutants: [],
      suspicions: suspicionsOf([suspected(reference, rule)]),
      failed,
      undecided,
    };
  }
  const made = await mutantsOf(code, make);
  if (typeof made === "string") {
    const own = suspicionsOf([suspected(reference, rule)]);
    return { reference, mutants: [], suspicions: own, failed: made, undecided: 0 };
  }
  const limits = limitsFromReference(run);
  const fresh = made.filter((mutant) => !known.has(sha256(mutant.code)));
  const judged = await Promise.all(
    fresh.map(async (mutant): Promise<JudgedMutant> => {
      const source = normalizeSource(mutant.code);
      const { run: result, first } = await verifyTwice(verify, source, suite, limits);
      const { intent, edit } = mutant;
      const rules = judgeByRules({ origin: "mutant", source, intent, edit, run: result });
      return { mutant, source, sourceHash: sha256(source), run: result, firstTimeout: first, rules };
    }),
  );
  const mutants = judged.filter(({ run: { verdict } }) => verdict !== "infra-error");
  const programs = [reference, ...mutants].map((each) => suspected(each, rule));
  const suspicions = suspicionsOf([...programs, ...task.earlier]).filter(
    ({ program }) => program < programs.length,
  );
  return { reference, mutants, suspicions, failed: null, undecided: judged.length - mutants.length };
}

/** The mutants of a reference, or why there can't be any: Python runs it, but the mutation engine can't read it. */
async function mutantsOf(source: string, make: Task["make"]): Promise<Mutant[] | string> {
  try {
    return await make(source);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-input") return error.message;
    throw error;
  }
}

/** A sandbox that failed once may have been unlucky; what it says twice is kept. */
export async function verifyTwice(
  verify: Verify,
  source: string,
  suite: TestSuite,
  limits: Partial<Limits>,
): Promise<Verified> {
  const first = await verify(source, suite, limits);
  return first.run.verdict === "infra-error" ? verify(source, suite, limits) : first;
}

/** What each rule says of a program. */
export function judgeByRules(input: Parameters<typeof applyRule>[1]): Record<RuleId, RuleResult> {
  return {
    "mutation@1": applyRule("mutation@1", input),
    "prlcoder@1": applyRule("prlcoder@1", input),
  };
}

function suspected(program: Judged | JudgedMutant, rule: RuleId): SuspectedProgram {
  const { source, run, rules } = program;
  const mutant = "mutant" in program ? program.mutant : null;
  const labelLine = mutant?.edit.labelLine ?? null;
  const { intent = null, siteLine = null } = mutant ?? {};
  return suspectedProgram({ source, run, result: rules[rule], intent, siteLine, labelLine });
}

/** A program as its suspicion is read, from its run and what the rule in question says of it. */
export function suspectedProgram(known: {
  source: string;
  run: Pick<RunResult, "verdict" | "executedLines">;
  result: RuleResult;
  /** Null: a reference. */
  intent: SuspectedProgram["intent"];
  siteLine: number | null;
  labelLine: number | null;
}): SuspectedProgram {
  const { source, run, result, intent, siteLine, labelLine } = known;
  const label: LineLabel = result.lines.find(({ line }) => line === labelLine)?.label ?? null;
  const lines = splitLines(source);
  const atEnd = labelLine !== null && labelLine > lines.length;
  return {
    origin: intent === null ? "reference" : "mutant",
    intent,
    verdict: run.verdict,
    reasons: result.reasons,
    labelLine,
    siteLine,
    label,
    prefix: atEnd ? `${source}\0` : lines.slice(0, labelLine ?? 0).join("\n"),
    labelLineExecuted:
      labelLine !== null &&
      (atEnd ? run.verdict === "passed" : executedLineSet(source, run.executedLines ?? []).has(labelLine)),
    unexecutedLines: result.lines.filter((each) => each.label === null).map(({ line }) => line),
  };
}
