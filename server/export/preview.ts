import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { problemStats } from "#db/schema/index";
import { exportStepwise } from "./export-stepwise";
import { type ExportOptions, type ExportPreview, exportOptionsSchema } from "./schema";

/** Up to here a preview makes the whole export and throws the rows away; that takes a second or two. */
const countedPrograms = 50_000;

/** What an export would hold. For a very large dataset the counts of labels are null: only making it tells. */
export async function previewExport(db: Db, given: ExportOptions): Promise<ExportPreview> {
  const options = exportOptionsSchema.parse(given);
  const [sums] = await db
    .select({
      problems: sql<number>`count(*)::int`,
      programs: sql<number>`coalesce(sum(${problemStats.programs}), 0)::int`,
    })
    .from(problemStats)
    .where(
      and(
        eq(problemStats.datasetId, options.datasetId),
        options.splits.length === 0 ? undefined : inArray(problemStats.split, options.splits),
      ),
    );
  const { problems, programs } = sums ?? { problems: 0, programs: 0 };
  if (programs > countedPrograms) return { problems, programs, manifest: null };
  const manifest = await exportStepwise(db, options, () => {}, { keepSnapshot: false });
  return { problems, programs, manifest };
}
