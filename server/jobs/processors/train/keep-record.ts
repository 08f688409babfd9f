import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { trainingRuns } from "#db/schema/index";
import { messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { TrainingRecord } from "#server/training/index";
import { trainingStateSchema } from "#server/training/schema";

const writeEveryMs = 1_500;

export type KeptRecord = {
  record: TrainingRecord;
  /** Writes what is left and stops writing. */
  close: () => Promise<void>;
};

/** A run's record, as an earlier attempt left it, written to its row now and then while it changes. */
export async function keepRecord(
  db: Db,
  { run, datasetId }: { run: string; datasetId: number },
): Promise<KeptRecord> {
  const [row] = await db.select().from(trainingRuns).where(eq(trainingRuns.run, run));
  const known = trainingStateSchema.safeParse(row?.state);
  const record = new TrainingRecord(known.success ? known.data : undefined);
  let written = "";
  let writing: Promise<void> | undefined;
  const write = async () => {
    const text = JSON.stringify(record.state);
    if (text === written) return;
    written = text;
    const values = { datasetId, state: record.state, updatedAt: new Date() };
    await db
      .insert(trainingRuns)
      .values({ run, ...values })
      .onConflictDoUpdate({ target: trainingRuns.run, set: values });
  };
  await write();
  const timer = setInterval(() => {
    // The record is for people to look at: a database that is away for a moment fails the job itself.
    writing ??= write()
      .catch((error) => logger.debug({ reason: messageOf(error) }, "a training record was not written"))
      .finally(() => {
        writing = undefined;
      });
  }, writeEveryMs);
  return {
    record,
    close: async () => {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
