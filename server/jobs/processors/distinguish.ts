import { setMaxListeners } from "node:events";
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import {
  distinguishingInputs,
  edits,
  inputSearches,
  problems,
  programs,
  runEvidence,
  sources,
} from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { getSuite } from "#server/datasets/index";
import { hunksOf, linesOfBits, storeSearch } from "#server/labels/index";
import { distinguishMutant, distinguishVersion, exploreReference } from "#server/verification/index";
import type { JobPayload } from "../contracts";
import type { Processor } from "../processor";
import { forEachConcurrently } from "./limiter";

/** Problems in work at once: while one waits for a child, another's runs. */
const problemsInWork = 6;

/**
 * Looks for inputs that tell survivors from their references, a problem at a time: its inputs, and what the reference
 * makes of them, serve all of its survivors. Each search is stored as soon as it is over, so that an interruption costs
 * one a problem in work.
 */
export const processDistinguish: Processor<"distinguish"> = async (context) => {
  const { payload, db, signal, progress, engines } = context;
  const all = await survivorsOf(db, payload);
  const waiting = all.filter(({ searched }) => !searched);
  let done = all.length - waiting.length;
  const report = () => progress({ done, total: all.length, message: "survivors searched" });
  report();
  if (waiting.length > 0) {
    const verifier = await engines.verifier();
    setMaxListeners(0, signal);
    // Somebody waits for a single program's.
    const options = { priority: payload.programId === null ? "bulk" : "interactive", signal } as const;
    const sandbox: Parameters<typeof exploreReference>[0]["sandbox"] = {
      evaluate: (request) => verifier.evaluate(request, options),
      trace: (request) => verifier.trace(request, options),
    };
    await forEachConcurrently(
      groupByParent(waiting),
      problemsInWork,
      async ({ problemId, parentId, ids }) => {
        signal.throwIfAborted();
        const { suite, version } = await getSuite(db, problemId);
        const { seed, budget } = payload;
        const source = await sourceOf(db, parentId);
        const exploration = await exploreReference({ source, suite, seed, budget, sandbox });
        for (const programId of ids) {
          signal.throwIfAborted();
          const start = performance.now();
          const { inputs, ...found } = await distinguishMutant(exploration, await loadMutant(db, programId));
          const ms = Math.round(performance.now() - start);
          const key = { programId, suiteVersion: version, engineVersion: distinguishVersion, seed, budget };
          await db.transaction((tx) => storeSearch(tx, { ...key, ...found, ms, inputs }));
          done += 1;
          report();
        }
      },
    );
  }
  return summaryOf(db, payload);
};

type Payload = JobPayload<"distinguish">;
type Survivor = { id: number; problemId: number; parentId: number | null; searched: boolean };

const isSurvivor = sql`${programs.intent} = 'mutate' and ${programs.verdict} = 'passed'`;
const isAsked = ({ datasetId, programId }: Payload) =>
  programId === null
    ? sql`${programs.datasetId} = ${datasetId}`
    : sql`${programs.datasetId} = ${datasetId} and ${programs.id} = ${programId}`;
/** Whether a search asked for the same, of the tests that the problem has now. */
const isSameSearch = ({ seed, budget }: Payload) =>
  sql`${inputSearches.programId} = ${programs.id} and ${inputSearches.suiteVersion} = ${problems.suiteVersion}
    and ${inputSearches.engineVersion} = ${distinguishVersion} and ${inputSearches.seed} = ${seed}
    and ${inputSearches.budget} = ${budget}`;

function survivorsOf(db: Db, payload: Payload): Promise<Survivor[]> {
  return db
    .select({
      id: programs.id,
      problemId: programs.problemId,
      parentId: programs.parentId,
      searched: sql<boolean>`exists (select 1 from ${inputSearches} where ${isSameSearch(payload)})`,
    })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .where(sql`${isAsked(payload)} and ${isSurvivor}`)
    .orderBy(asc(programs.problemId), asc(programs.id));
}

type Group = { problemId: number; parentId: number; ids: number[] };

function groupByParent(survivors: readonly Survivor[]): Group[] {
  const groups = new Map<number, Group>();
  for (const { id, problemId, parentId } of survivors) {
    if (parentId === null) continue;
    const group = groups.get(parentId) ?? { problemId, parentId, ids: [] };
    groups.set(parentId, group);
    group.ids.push(id);
  }
  return [...groups.values()];
}

async function sourceOf(db: Db, programId: number): Promise<string> {
  const [row] = await db.select({ text: sources.text }).from(sources).where(eq(sources.programId, programId));
  if (row === undefined) throw new AppError("internal", `Program ${programId} has no text.`);
  return row.text;
}

async function loadMutant(db: Db, programId: number) {
  const [row] = await db
    .select({
      source: sources.text,
      hunks: edits.hunks,
      labelLine: programs.labelLine,
      executed: runEvidence.executed,
    })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .innerJoin(edits, eq(edits.programId, programs.id))
    .leftJoin(runEvidence, eq(runEvidence.runId, programs.currentRunId))
    .where(eq(programs.id, programId));
  if (row === undefined || row.labelLine === null) {
    throw new AppError("internal", `Program ${programId} is no mutant.`);
  }
  const { source, hunks, labelLine, executed } = row;
  return {
    source,
    edit: { hunks: hunksOf(hunks), labelLine },
    testedLines: executed === null ? null : linesOfBits(executed),
  };
}

async function summaryOf(db: Db, payload: Payload) {
  const answer = await db.execute<{ survivors: number; apart: number; debatable: number }>(sql`
    with found as (
      select ${programs.id}, (
        select coalesce(max(case when ${distinguishingInputs.referenceRaises} or ${distinguishingInputs.difference} = 'arguments' then 1 else 2 end), 0)
        from ${inputSearches} join ${distinguishingInputs} on ${distinguishingInputs.searchId} = ${inputSearches.id}
        where ${isSameSearch(payload)}) as best
      from ${programs} join ${problems} on ${problems.id} = ${programs.problemId}
      where ${isAsked(payload)} and ${isSurvivor})
    select count(*)::int as survivors, (count(*) filter (where best = 2))::int as apart,
      (count(*) filter (where best = 1))::int as debatable
    from found`);
  const { survivors, apart, debatable } = answer.rows[0] ?? { survivors: 0, apart: 0, debatable: 0 };
  return { survivors, toldApart: apart, debatable };
}
