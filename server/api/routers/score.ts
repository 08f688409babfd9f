import { z } from "zod";
import { findProblems, getSuite } from "#server/datasets/index";
import { scoreRequestSchema } from "#server/prm/schema";
import { activeFolder, isActiveInSample } from "../models";
import { nearestLines } from "../nearest-lines";
import { runTests, runTestsInputSchema } from "../run-tests";
import { procedure, router } from "../trpc";
import { tryMutants } from "../try-mutants";

const statementSchema = z.string().max(50_000);
const codeSchema = z.string().max(100_000);

export const scoreRouter = router({
  run: procedure
    .input(scoreRequestSchema.extend({ problemId: z.int32().nullable().default(null) }))
    .mutation(async ({ ctx, input: { problemId, ...request }, signal }) => {
      const model = await activeFolder(ctx.db);
      const asked = { ...request, ...(model ? { model } : {}) };
      const scores = await ctx.live.score(asked, signal ? { signal } : {});
      return { ...scores, inSample: problemId !== null && (await isActiveInSample(ctx.db, problemId)) };
    }),
  runTests: procedure
    .input(runTestsInputSchema)
    .mutation(({ ctx, input, signal }) =>
      runTests({ live: ctx.live, suiteOf: (problemId) => getSuite(ctx.db, problemId) }, input, signal),
    ),
  mutants: procedure
    .input(z.object({ statement: statementSchema, code: codeSchema, line: z.int32().min(1) }))
    .query(async ({ ctx, input, signal }) =>
      tryMutants(ctx.live, { ...input, model: await activeFolder(ctx.db) }, signal),
    ),
  nearest: procedure
    .input(
      z.object({ datasetId: z.int32(), text: z.string().max(500), limit: z.int().min(1).max(20).default(6) }),
    )
    .query(({ ctx, input }) => nearestLines(ctx.db, input)),
  problems: procedure
    .input(z.object({ search: z.string().max(200).default(""), limit: z.int().min(1).max(50).default(20) }))
    .query(({ ctx, input }) => findProblems(ctx.db, input)),
});
