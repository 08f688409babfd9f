import { z } from "zod";
import { auditCounts, listAudit } from "#server/labels/index";
import { auditInputSchema } from "#server/labels/schema";
import { procedure, router } from "../trpc";

export const auditRouter = router({
  list: procedure.input(auditInputSchema).query(({ ctx, input }) => listAudit(ctx.db, input)),
  counts: procedure
    .input(z.object({ datasetId: z.int32() }))
    .query(({ ctx, input }) => auditCounts(ctx.db, input.datasetId)),
});
