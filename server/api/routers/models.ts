import { z } from "zod";
import { getModel, listModels } from "../models";
import { procedure, router } from "../trpc";

export const modelsRouter = router({
  list: procedure.query(({ ctx }) => listModels(ctx.db)),
  get: procedure.input(z.object({ id: z.int32() })).query(({ ctx, input }) => getModel(ctx.db, input.id)),
});
