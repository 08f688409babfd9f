import { z } from "zod";
import { getProgram } from "#server/labels/index";
import { procedure, router } from "../trpc";

export const programsRouter = router({
  get: procedure.input(z.object({ id: z.int() })).query(({ ctx, input }) => getProgram(ctx.db, input.id)),
});
