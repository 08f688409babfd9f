import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client";
import { datasetStats } from "#db/schema/index";
import { reasonCountsOf } from "#server/datasets/index";
import type { auditCountsSchema } from "./schema";

/** Programs with an open suspicion by reason, and settled suspicions: sums that are kept, not counted. */
export async function auditCounts(db: Db, datasetId: number): Promise<z.infer<typeof auditCountsSchema>> {
  const [stats] = await db.select().from(datasetStats).where(eq(datasetStats.datasetId, datasetId));
  return { open: reasonCountsOf(stats?.reasonCounts ?? []), settled: stats?.settled ?? 0 };
}
