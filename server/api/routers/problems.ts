import { z } from "zod";
import { findProblem, getKillMatrix } from "#server/datasets/index";
import { getProblem } from "#server/labels/index";
import { procedure, router } from "../trpc";

export const problemsRouter = router({
  get: procedure.input(z.object({ id: z.int32() })).query(({ ctx, input }) => getProblem(ctx.db, input.id)),
  killMatrix: procedure
    .input(z.object({ id: z.int32() }))
    .query(({ ctx, input }) => getKillMatrix(ctx.db, input.id)),
  find: procedure
    .input(z.object({ datasetId: z.int32(), key: z.string() }))
    .query(async ({ ctx, input }) => ({ id: await findProblem(ctx.db, input.datasetId, input.key) })),
});
