import { z } from "zod";
import {
  getDataset,
  getFacets,
  listDatasets,
  listProblems,
  operatorStats,
  removeDataset,
  renameDataset,
} from "#server/datasets/index";
import { problemFilterSchema, problemPageInputSchema } from "#server/datasets/schema";
import { enqueueJob } from "#server/jobs/index";
import { mutateOptionsSchema } from "#server/mutation/schema";
import { estimateBuild } from "../estimate-build";
import { procedure, router } from "../trpc";

const idSchema = z.object({ id: z.int32() });
const datasetIdSchema = z.object({ datasetId: z.int32() });

export const datasetsRouter = router({
  list: procedure.query(({ ctx }) => listDatasets(ctx.db)),
  get: procedure.input(idSchema).query(({ ctx, input }) => getDataset(ctx.db, input.id)),
  problems: procedure.input(problemPageInputSchema).query(({ ctx, input }) => listProblems(ctx.db, input)),
  facets: procedure.input(problemFilterSchema).query(({ ctx, input }) => getFacets(ctx.db, input)),
  operatorStats: procedure
    .input(datasetIdSchema)
    .query(({ ctx, input }) => operatorStats(ctx.db, input.datasetId)),
  build: procedure
    .input(datasetIdSchema.extend({ options: mutateOptionsSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      await getDataset(ctx.db, input.datasetId);
      return {
        jobId: await enqueueJob(ctx.db, { kind: "build", payload: input, datasetId: input.datasetId }),
      };
    }),
  estimateBuild: procedure
    .input(datasetIdSchema.extend({ options: mutateOptionsSchema }))
    .query(({ ctx, input, signal }) => estimateBuild(ctx, input, signal)),
  score: procedure.input(datasetIdSchema).mutation(async ({ ctx, input }) => {
    await getDataset(ctx.db, input.datasetId);
    return { jobId: await enqueueJob(ctx.db, { kind: "score", payload: input, datasetId: input.datasetId }) };
  }),
  rename: procedure
    .input(idSchema.extend({ name: z.string().trim().min(1).max(100) }))
    .mutation(async ({ ctx, input }) => {
      await renameDataset(ctx.db, input.id, input.name);
      return {};
    }),
  remove: procedure.input(idSchema.extend({ confirmName: z.string() })).mutation(async ({ ctx, input }) => {
    await removeDataset(ctx.db, input.id, input.confirmName);
    return {};
  }),
});
