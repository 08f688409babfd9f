import { z } from "zod";
import { trainOptionsSchema } from "#server/jobs/contracts";
import { getTrainingRun, startTraining, trainingHere } from "../training";
import { procedure, router } from "../trpc";

export const trainingRouter = router({
  /** Whether models can be trained on this machine, and the command that makes it so. */
  status: procedure.query(({ ctx }) => trainingHere(ctx.live)),
  start: procedure
    .input(trainOptionsSchema.extend({ datasetId: z.int32() }))
    .mutation(({ ctx, input }) => startTraining(ctx, input)),
  /** Stages, log and curves of a job that trains; null until it has begun. */
  run: procedure
    .input(z.object({ jobId: z.int32() }))
    .query(({ ctx, input }) => getTrainingRun(ctx.db, input.jobId)),
});
