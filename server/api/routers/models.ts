import { z } from "zod";
import { enqueueJob } from "#server/jobs/index";
import { modelDifferences } from "../model-differences";
import { modelFigures } from "../model-figures";
import { activateModel, getModel, listModels, removeModel } from "../models";
import { procedure, router } from "../trpc";

const idSchema = z.object({ id: z.int32() });
const ofDataset = z.object({ modelId: z.int32(), datasetId: z.int32() });

export const modelsRouter = router({
  list: procedure.query(({ ctx }) => listModels(ctx.db)),
  get: procedure.input(idSchema).query(({ ctx, input }) => getModel(ctx.db, input.id)),
  activate: procedure.input(idSchema).mutation(({ ctx, input }) => activateModel(ctx.db, input.id)),
  remove: procedure.input(idSchema).mutation(({ ctx, input }) => removeModel(ctx.db, input.id)),
  score: procedure.input(ofDataset).mutation(async ({ ctx, input: { modelId, datasetId } }) => ({
    jobId: await enqueueJob(ctx.db, { kind: "score", payload: { datasetId, modelId }, datasetId }),
  })),
  figures: procedure.input(ofDataset).query(({ ctx, input }) => modelFigures(ctx.db, input)),
  differences: procedure
    .input(
      z.object({
        leftId: z.int32(),
        rightId: z.int32(),
        datasetId: z.int32(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input }) => modelDifferences(ctx.db, input)),
});
