import { z } from "zod";
import { estimateTeaching, getDataset } from "#server/datasets/index";
import { enqueueJob } from "#server/jobs/index";
import { endpointToTest, getTeacherView, saveTeacher, teachingFrom } from "#server/settings/index";
import { saveTeacherSchema, testTeacherSchema } from "#server/settings/schema";
import { teachOptionsSchema } from "#server/teacher/schema";
import { procedure, router } from "../trpc";

const goSchema = z.object({ datasetId: z.int32(), options: teachOptionsSchema });

export const teacherRouter = router({
  settings: procedure.query(({ ctx }) => getTeacherView(ctx.db)),
  save: procedure.input(saveTeacherSchema).mutation(({ ctx, input }) => saveTeacher(ctx.db, input)),
  /** One tiny request with settings that need not be saved. */
  test: procedure.input(testTeacherSchema).mutation(async ({ ctx, input, signal }) => {
    const endpoint = await endpointToTest(ctx.db, input);
    return ctx.live.testTeacher({ endpoint, model: input.model }, signal ? { signal } : {});
  }),
  estimate: procedure.input(goSchema).query(async ({ ctx, input }) => {
    await getDataset(ctx.db, input.datasetId);
    const view = await getTeacherView(ctx.db);
    return estimateTeaching(ctx.db, { ...input, ...teachingFrom(view), concurrency: view.concurrency });
  }),
  start: procedure.input(goSchema).mutation(async ({ ctx, input }) => {
    await getDataset(ctx.db, input.datasetId);
    const payload = { ...input, ...teachingFrom(await getTeacherView(ctx.db)) };
    return { jobId: await enqueueJob(ctx.db, { kind: "teach", payload, datasetId: input.datasetId }) };
  }),
});
