import { z } from "zod";
import { ruleIdSchema, splitSchema } from "#server/core/vocabulary";
import { contrastOfProblem, previewExport } from "#server/export/index";
import { exportFormats } from "#server/export/schema";
import { procedure, router } from "../trpc";

export const exportRouter = router({
  preview: procedure
    .input(
      z.object({
        datasetId: z.int32(),
        format: z.enum(exportFormats).optional(),
        rule: ruleIdSchema.optional(),
        splits: z.array(splitSchema).optional(),
      }),
    )
    .query(({ ctx, input }) => previewExport(ctx.db, input)),
  contrastOf: procedure
    .input(z.object({ problemId: z.int32() }))
    .query(({ ctx, input }) => contrastOfProblem(ctx.db, input.problemId)),
});
