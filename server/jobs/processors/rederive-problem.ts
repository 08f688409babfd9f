import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { autoLabels, suspicions } from "#db/schema/index";
import {
  type RuleId,
  reasonMask,
  reasonsOf,
  ruleIds,
  type SuspicionReason,
  suspicionReasons,
  type Verdict,
} from "#server/core/vocabulary";
import { bulkInsert, refreshProblemStats } from "#server/datasets/index";
import { hunksOf, labelToWire, suspicionsOf } from "#server/labels/index";
import type { RuleResult } from "#server/rules/schema";
import { judgeByRules, suspectedProgram } from "./build-problem";
import { type CountingRun, loadSettled, type SettledProgram } from "./load-settled";

/** Reasons that are not read from runs: whoever found them looks after them. */
const othersReasons: readonly SuspicionReason[] = ["prm-disagrees", "annotators-disagree"];

export type Rederived = {
  /** Programs whose verdict is another one now. */
  changed: number;
  /** Programs whose runs disagree. */
  flaky: number;
};

/**
 * Settles which run of each of a problem's programs counts and says anew what follows from it: verdicts, automatic labels,
 * suspicions, statistics. Decisions stand; those that rest on other runs than the ones that count now are outdated. Called
 * in the transaction that appended runs.
 */
export async function rederiveProblem(tx: Tx, problemId: number): Promise<Rederived> {
  const known = await loadSettled(tx, problemId);
  const { rule, datasetId } = known;
  const verdictOf = new Map(known.programs.map(({ program, run }) => [program.id, run?.verdict ?? null]));
  const derived = known.programs.flatMap((each) => {
    if (each.run === null) return [];
    const parentId = each.program.parentId;
    const results = rulesOf(each, parentId === null ? "passed" : (verdictOf.get(parentId) ?? null));
    return [{ ...each, run: each.run, results }];
  });
  const found = suspicionsOf(
    derived.map(({ program, source, edit, run, results }) =>
      suspectedProgram({
        source,
        run,
        result: results[rule],
        intent: program.intent,
        siteLine: edit?.siteLine ?? null,
        labelLine: program.labelLine,
      }),
    ),
  );

  const moved = derived.filter(({ program, run }) => program.currentRunId !== run.id);
  await storeLabels(tx, derived);
  const ids = derived.map(({ program }) => program.id);
  const reasons = suspicionReasons.flatMap((reason, at) => (othersReasons.includes(reason) ? [] : [at]));
  if (ids.length > 0) {
    await tx
      .delete(suspicions)
      .where(
        and(
          inArray(suspicions.programId, ids),
          inArray(suspicions.reason, reasons),
          eq(suspicions.settled, false),
        ),
      );
  }
  await bulkInsert(
    tx,
    suspicions,
    found.map(({ program, reason, line, rank }) => ({
      programId: ids[program] ?? 0,
      reason: suspicionReasons.indexOf(reason),
      datasetId,
      line,
      rank,
    })),
    // What somebody settled stays settled.
    { onConflictDoNothing: true },
  );
  await updatePrograms(
    tx,
    derived.map(({ program, run }, at) => {
      const others = reasonsOf(program.reasonMask).filter((reason) => othersReasons.includes(reason));
      const own = found.filter((each) => each.program === at).map(({ reason }) => reason);
      return {
        id: program.id,
        verdict: run.verdict,
        runId: run.id,
        reasonMask: reasonMask([...own, ...others]),
      };
    }),
  );
  await refreshProblemStats(tx, problemId);
  return {
    changed: moved.filter(({ program, run }) => program.verdict !== run.verdict).length,
    flaky: derived.filter(({ run }) => run.disagreement !== null).length,
  };
}

function rulesOf(
  { program, source, edit, run }: SettledProgram,
  parentVerdict: Verdict | null,
): Record<RuleId, RuleResult> {
  const { origin, intent, labelLine } = program;
  if (origin !== "mutant" || edit === null || intent === null || labelLine === null)
    return judgeByRules({ origin, source, run });
  const hunks = hunksOf(edit.hunks);
  return judgeByRules({ origin, source, intent, edit: { hunks, labelLine }, parentVerdict, run });
}

async function storeLabels(
  tx: Tx,
  derived: readonly { program: { id: number }; run: CountingRun; results: Record<RuleId, RuleResult> }[],
): Promise<void> {
  const ids = derived.map(({ program }) => program.id);
  if (ids.length === 0) return;
  await tx.delete(autoLabels).where(inArray(autoLabels.programId, ids));
  await bulkInsert(
    tx,
    autoLabels,
    derived.flatMap(({ program, run, results }) =>
      ruleIds.map((rule) => {
        const { lines, taintedAfter, derivation } = results[rule];
        return {
          programId: program.id,
          rule,
          runIds: [run.id],
          lines: lines.map(({ line }) => line),
          labels: lines.map(({ label }) => labelToWire(label)),
          taintedAfter,
          derivation,
        };
      }),
    ),
  );
}

type Outcome = { id: number; verdict: Verdict; runId: number; reasonMask: number };

async function updatePrograms(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  await tx.execute(sql`
    update programs p set verdict = o.verdict::verdict, current_run_id = o."runId", reason_mask = o."reasonMask",
      suspicion = coalesce((select max(rank) from suspicions s where s.program_id = p.id and not s.settled), 0)
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as o (id bigint, verdict text, "runId" bigint, "reasonMask" int)
    where p.id = o.id`);
}
