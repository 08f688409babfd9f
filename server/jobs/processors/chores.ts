import { eq } from "drizzle-orm";
import { z } from "zod";
import { disagreements } from "#db/schema/index";
import { refreshDisagreement } from "#server/labels/index";
import { disagreementTask } from "../index";
import type { Chores } from "../runner";

const disagreementSchema = z.object({ datasetId: z.int() });

/** The queue's chores. */
export const chores: Chores = {
  [disagreementTask]: async ({ db }, payload) => {
    const { datasetId } = disagreementSchema.parse(payload);
    const [known] = await db.select().from(disagreements).where(eq(disagreements.datasetId, datasetId));
    // A dataset that was removed took it along.
    if (known === undefined) return;
    await refreshDisagreement(db, { datasetId, foldGroup: known.foldGroup });
  },
};
