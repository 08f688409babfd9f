import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import {
  distinguishingInputs,
  inputJudgements,
  inputSearches,
  jobs,
  problems,
  programs,
} from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { addTestCase } from "#server/datasets/index";
import {
  type DistinguishingInput,
  differenceKinds,
  type TestCase,
  testCaseSchema,
} from "#server/verification/schema";
import type { DistinguishingView, JudgedInput } from "./schema";

/** The last search for inputs that tell a program from its reference, what all of them found, and what was said of that. */
export async function getDistinguishing(db: Db, programId: number): Promise<DistinguishingView> {
  const [row] = await db
    .select({
      search: inputSearches,
      datasetId: programs.datasetId,
      problemId: programs.problemId,
      suiteVersion: problems.suiteVersion,
    })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .leftJoin(inputSearches, eq(inputSearches.programId, programs.id))
    .where(eq(programs.id, programId))
    .orderBy(desc(inputSearches.id))
    .limit(1);
  if (row === undefined) throw new AppError("not-found", `There is no program ${programId}.`);
  const { search, datasetId, problemId, suiteVersion } = row;
  const jobId = await searchingJob(db, datasetId, programId);
  if (search === null) return { search: null, inputs: [], jobId };
  const found = await foundInputs(db, programId);
  const judgements = await judgementsOf(
    db,
    problemId,
    found.map(({ call }) => call),
  );
  const { programId: _, ...shown } = search;
  return {
    search: { ...shown, outdated: search.suiteVersion !== suiteVersion },
    inputs: found.map(
      ({ test, difference, ...input }): JudgedInput => ({
        ...input,
        difference: differenceKinds.find((kind) => kind === difference) ?? "value",
        canJoin: test !== null,
        judgement: judgements.get(input.call) ?? null,
      }),
    ),
    jobId,
  };
}

/** What all searches of a program found, the last one's first, each call once. */
async function foundInputs(db: Db, programId: number) {
  const rows = await db
    .select({ input: distinguishingInputs })
    .from(distinguishingInputs)
    .innerJoin(inputSearches, eq(inputSearches.id, distinguishingInputs.searchId))
    .where(eq(inputSearches.programId, programId))
    .orderBy(desc(distinguishingInputs.searchId), asc(distinguishingInputs.ordinal));
  const calls = new Set<string>();
  return rows.flatMap(({ input }) => {
    if (calls.has(input.call)) return [];
    calls.add(input.call);
    return [input];
  });
}

/** The unfinished job that searches this program, alone or with its dataset. */
async function searchingJob(db: Db, datasetId: number, programId: number): Promise<number | null> {
  const [row] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.kind, "distinguish"),
        eq(jobs.datasetId, datasetId),
        inArray(jobs.state, ["queued", "running"]),
        sql`coalesce((${jobs.payload} ->> 'programId')::bigint, ${programId}) = ${programId}`,
      ),
    )
    .orderBy(asc(jobs.id))
    .limit(1);
  return row?.id ?? null;
}

async function judgementsOf(
  db: Db,
  problemId: number,
  calls: readonly string[],
): Promise<Map<string, NonNullable<JudgedInput["judgement"]>>> {
  if (calls.length === 0) return new Map();
  const rows = await db
    .select()
    .from(inputJudgements)
    .where(and(eq(inputJudgements.problemId, problemId), inArray(inputJudgements.call, [...calls])))
    .orderBy(asc(inputJudgements.id));
  // The last word on a call counts.
  return new Map(
    rows.map(({ call, valid, suiteVersion, annotator, at }) => [
      call,
      { valid, suiteVersion, annotator, at },
    ]),
  );
}

type Judging = { searchId: number; ordinal: number; valid: boolean };
type Judged = { problemId: number; datasetId: number; suiteVersion: number | null };

/**
 * Keeps what an annotator says of an input. A valid one joins the problem's tests, in a new version of them, which its
 * programs have to be run on: `suiteVersion`, null where nothing has to be run. Throws `not-found`, and `invalid-input`
 * where the reference's value is none that a test can expect.
 */
export async function judgeInput(
  tx: Tx,
  annotator: string,
  { searchId, ordinal, valid }: Judging,
): Promise<Judged> {
  const [row] = await tx
    .select({
      call: distinguishingInputs.call,
      test: distinguishingInputs.test,
      problemId: programs.problemId,
      datasetId: programs.datasetId,
    })
    .from(distinguishingInputs)
    .innerJoin(inputSearches, eq(inputSearches.id, distinguishingInputs.searchId))
    .innerJoin(programs, eq(programs.id, inputSearches.programId))
    .where(and(eq(distinguishingInputs.searchId, searchId), eq(distinguishingInputs.ordinal, ordinal)));
  if (row === undefined) throw new AppError("not-found", `Search ${searchId} has no input ${ordinal}.`);
  const { call, problemId, datasetId } = row;
  const suiteVersion = valid ? await joinTests(tx, problemId, row.test) : null;
  await tx.insert(inputJudgements).values({ problemId, call, valid, suiteVersion, annotator });
  return { problemId, datasetId, suiteVersion };
}

async function joinTests(tx: Tx, problemId: number, test: unknown): Promise<number> {
  if (test === null) {
    throw new AppError("invalid-input", "What the reference gives there is no value that a test can expect.");
  }
  const spec = testCaseSchema.parse(test);
  return addTestCase(tx, { problemId, spec, source: testText(spec) });
}

/** A test as it would stand in a file. */
function testText(spec: TestCase): string {
  if (spec.kind === "call") return `assert ${spec.call} == ${spec.expected}`;
  if (spec.kind === "raises") return `with pytest.raises(${spec.exception}):\n    ${spec.call}`;
  throw new AppError("internal", `A distinguishing input makes no test of the kind ${spec.kind}.`);
}

type FoundSearch = Omit<typeof inputSearches.$inferInsert, "id" | "at"> & {
  inputs: readonly DistinguishingInput[];
};

/** Writes what a search found. */
export async function storeSearch(tx: Tx, { inputs, ...search }: FoundSearch): Promise<void> {
  const [row] = await tx.insert(inputSearches).values(search).returning({ id: inputSearches.id });
  if (row === undefined) throw new AppError("internal", "The search's row was not returned.");
  if (inputs.length === 0) return;
  const rows = inputs.map((input, ordinal) => ({ ...input, searchId: row.id, ordinal }));
  await tx.insert(distinguishingInputs).values(rows);
}
