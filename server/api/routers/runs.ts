import { z } from "zod";
import { listRuns } from "#server/labels/index";
import { askForRerun, askForRerunSchema } from "../ask-for-rerun";
import { traceTest, traceTestInputSchema } from "../trace-test";
import { procedure, router } from "../trpc";

export const runsRouter = router({
  list: procedure
    .input(z.object({ programId: z.int() }))
    .query(({ ctx, input }) => listRuns(ctx.db, input.programId)),
  trace: procedure
    .input(traceTestInputSchema)
    .query(({ ctx, input, signal }) => traceTest(ctx, input, signal)),
  again: procedure.input(askForRerunSchema).mutation(({ ctx, input }) => askForRerun(ctx.db, input)),
});
