import { z } from "zod";
import { ruleIdSchema, splitSchema } from "#server/core/vocabulary";
import { previewExport } from "#server/export/index";
import { procedure, router } from "../trpc";

export const exportRouter = router({
  preview: procedure
    .input(
      z.object({
        datasetId: z.int32(),
        rule: ruleIdSchema.optional(),
        splits: z.array(splitSchema).optional(),
      }),
    )
    .query(({ ctx, input }) => previewExport(ctx.db, input)),
});
