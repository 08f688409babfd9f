import { z } from "zod";
import type { Db } from "#db/client";
import { messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { askForDisagreement } from "#server/jobs/index";
import { comment, labelHistory, recordImpression, undo, vote, voteFirstError } from "#server/labels/index";
import {
  commentInputSchema,
  firstErrorInputSchema,
  impressionInputSchema,
  undoInputSchema,
  type VoteResult,
  voteInputSchema,
} from "#server/labels/schema";
import { procedure, router } from "../trpc";

export const labelsRouter = router({
  vote: procedure.input(voteInputSchema).mutation(async ({ ctx, input }) => {
    const result = await vote(ctx.db, ctx.annotator, input);
    return followed(ctx.db, result);
  }),
  firstError: procedure.input(firstErrorInputSchema).mutation(async ({ ctx, input }) => {
    const result = await voteFirstError(ctx.db, ctx.annotator, input);
    return followed(ctx.db, result);
  }),
  comment: procedure
    .input(commentInputSchema)
    .mutation(({ ctx, input }) => comment(ctx.db, ctx.annotator, input)),
  undo: procedure.input(undoInputSchema).mutation(async ({ ctx, input }) => {
    const result = await undo(ctx.db, ctx.annotator, input);
    return followed(ctx.db, result);
  }),
  history: procedure
    .input(z.object({ programId: z.int(), line: z.int32().min(1).optional() }))
    .query(({ ctx, input }) => labelHistory(ctx.db, input)),
  impression: procedure.input(impressionInputSchema).mutation(async ({ ctx, input }) => {
    await recordImpression(ctx.db, ctx.annotator, input);
    return {};
  }),
});

/** A decision moves what models are said to disagree with. The decision is saved whatever becomes of that. */
async function followed(db: Db, result: VoteResult): Promise<VoteResult> {
  const [event] = result.outcome === "saved" ? result.events : [];
  if (event === undefined) return result;
  await askForDisagreement(db, { programId: event.programId }).catch((error) =>
    logger.warn({ reason: messageOf(error) }, "disagreements are not looked at again for now"),
  );
  return result;
}
