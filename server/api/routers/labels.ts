import { z } from "zod";
import { comment, labelHistory, recordImpression, undo, vote, voteFirstError } from "#server/labels/index";
import {
  commentInputSchema,
  firstErrorInputSchema,
  impressionInputSchema,
  undoInputSchema,
  voteInputSchema,
} from "#server/labels/schema";
import { procedure, router } from "../trpc";

export const labelsRouter = router({
  vote: procedure.input(voteInputSchema).mutation(({ ctx, input }) => vote(ctx.db, ctx.annotator, input)),
  firstError: procedure
    .input(firstErrorInputSchema)
    .mutation(({ ctx, input }) => voteFirstError(ctx.db, ctx.annotator, input)),
  comment: procedure
    .input(commentInputSchema)
    .mutation(({ ctx, input }) => comment(ctx.db, ctx.annotator, input)),
  undo: procedure.input(undoInputSchema).mutation(({ ctx, input }) => undo(ctx.db, ctx.annotator, input)),
  history: procedure
    .input(z.object({ programId: z.int(), line: z.int32().min(1).optional() }))
    .query(({ ctx, input }) => labelHistory(ctx.db, input)),
  impression: procedure.input(impressionInputSchema).mutation(async ({ ctx, input }) => {
    await recordImpression(ctx.db, ctx.annotator, input);
    return {};
  }),
});
