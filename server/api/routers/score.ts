import { z } from "zod";
import { findProblems, getSuite } from "#server/datasets/index";
import { scoreRequestSchema } from "#server/prm/schema";
import { activeFolder } from "../models";
import { runTests, runTestsInputSchema } from "../run-tests";
import { procedure, router } from "../trpc";

export const scoreRouter = router({
  run: procedure.input(scoreRequestSchema).mutation(async ({ ctx, input, signal }) => {
    const model = await activeFolder(ctx.db);
    return ctx.live.score({ ...input, ...(model ? { model } : {}) }, signal ? { signal } : {});
  }),
  runTests: procedure
    .input(runTestsInputSchema)
    .mutation(({ ctx, input, signal }) =>
      runTests({ live: ctx.live, suiteOf: (problemId) => getSuite(ctx.db, problemId) }, input, signal),
    ),
  problems: procedure
    .input(z.object({ search: z.string().max(200).default(""), limit: z.int().min(1).max(50).default(20) }))
    .query(({ ctx, input }) => findProblems(ctx.db, input)),
});
