import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { problemStats } from "#db/schema/index";
import { exportDataset } from "./export-dataset";
import { leakingProblems, leavesLeaksOut } from "./exported-problems";
import { contrastGroupSchema, type ExportOptions, type ExportPreview, exportOptionsSchema } from "./schema";

/** Up to here a preview makes the whole export and throws the rows away; that takes a second or two. */
const mostCounted = 50_000;
/** Looking for the first groups of a larger one is given up after so long. */
const lookMs = 5_000;
const groupsShown = 3;

/**
 * What an export would hold. For a dataset of more than `countedPrograms` the counts of labels are null: only making it
 * tells.
 */
export async function previewExport(
  db: Db,
  given: ExportOptions,
  { countedPrograms = mostCounted }: { countedPrograms?: number } = {},
): Promise<ExportPreview> {
  const options = exportOptionsSchema.parse(given);
  const { datasetId, splits } = options;
  const all = await sumPrograms(
    db,
    and(
      eq(problemStats.datasetId, datasetId),
      splits.length === 0 ? undefined : inArray(problemStats.split, splits),
    ),
  );
  const leaking = leavesLeaksOut(splits) ? await leakingProblems(db, options) : [];
  const ids = leaking.map(({ id }) => id);
  // An array is one parameter, however many problems are left out.
  const left = await sumPrograms(db, sql`${problemStats.problemId} = any(${sql.param(ids)}::int[])`);
  const problems = all.problems - left.problems;
  const programs = all.programs - left.programs;
  const first: string[] = [];
  const counted = programs <= countedPrograms;
  const enough = new AbortController();
  const signal = counted ? enough.signal : AbortSignal.any([enough.signal, AbortSignal.timeout(lookMs)]);
  const collect = (text: string) => {
    if (options.format === "contrast" && first.length < groupsShown)
      first.push(...text.trimEnd().split("\n"));
    if (!counted && first.length >= groupsShown) enough.abort();
  };
  if (!counted && options.format !== "contrast") return { problems, programs, manifest: null, groups: [] };
  const manifest = await exportDataset(db, options, collect, {
    keepSnapshot: false,
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  const groups = first.slice(0, groupsShown).map((line) => contrastGroupSchema.parse(JSON.parse(line)));
  return { problems, programs, manifest: counted ? manifest : null, groups };
}

async function sumPrograms(db: Db, condition: ReturnType<typeof and>) {
  const [sums] = await db
    .select({
      problems: sql<number>`count(*)::int`,
      programs: sql<number>`coalesce(sum(${problemStats.programs}), 0)::int`,
    })
    .from(problemStats)
    .where(condition);
  return sums ?? { problems: 0, programs: 0 };
}
