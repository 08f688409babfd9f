import { z } from "zod";
import { getDataset } from "#server/datasets/index";
import { rerunPayloadSchema } from "#server/jobs/contracts";
import { enqueueJob } from "#server/jobs/index";
import { listRuns } from "#server/labels/index";
import { traceTest, traceTestInputSchema } from "../trace-test";
import { procedure, router } from "../trpc";

export const runsRouter = router({
  list: procedure
    .input(z.object({ programId: z.int() }))
    .query(({ ctx, input }) => listRuns(ctx.db, input.programId)),
  trace: procedure
    .input(traceTestInputSchema)
    .query(({ ctx, input, signal }) => traceTest(ctx, input, signal)),
  again: procedure
    .input(rerunPayloadSchema.omit({ batch: true }))
    .mutation(async ({ ctx, input: { datasetId, ...payload } }) => {
      await getDataset(ctx.db, datasetId);
      const { programIds } = payload.filter;
      return {
        jobId: await enqueueJob(ctx.db, {
          kind: "rerun",
          payload: { datasetId, ...payload },
          datasetId,
          // Somebody waits for a single program: it does not stand in line behind the dataset's builds.
          ...(programIds?.length === 1 ? { queue: `program-${programIds[0]}` } : {}),
        }),
      };
    }),
});
