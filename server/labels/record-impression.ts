import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client";
import { impressions, programs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { impressionInputSchema } from "./schema";

/** Keeps that a line was shown to an annotator, and why it was chosen. Append only; can't be made up later. */
export async function recordImpression(
  db: Db,
  annotator: string,
  input: z.output<typeof impressionInputSchema>,
): Promise<void> {
  const [program] = await db
    .select({ datasetId: programs.datasetId })
    .from(programs)
    .where(eq(programs.id, input.programId));
  if (program === undefined) throw new AppError("not-found", `There is no program ${input.programId}.`);
  await db.insert(impressions).values({ ...input, datasetId: program.datasetId, annotator });
}
