import { z } from "zod";
import { cancelJob } from "#server/jobs/index";
import { getJob, listJobs, resumeJob } from "../job-views";
import { procedure, router } from "../trpc";

const idSchema = z.object({ id: z.int32() });

export const jobsRouter = router({
  list: procedure
    .input(z.object({ limit: z.int32().min(1).max(500).default(50) }).default({ limit: 50 }))
    .query(({ ctx, input }) => listJobs(ctx.db, input.limit)),
  get: procedure.input(idSchema).query(({ ctx, input }) => getJob(ctx.db, input.id)),
  cancel: procedure.input(idSchema).mutation(async ({ ctx, input }) => {
    await cancelJob(ctx.db, input.id);
    return {};
  }),
  resume: procedure
    .input(idSchema)
    .mutation(async ({ ctx, input }) => ({ jobId: await resumeJob(ctx.db, input.id) })),
});
