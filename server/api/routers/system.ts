import { operators } from "#server/labels/index";
import { systemStatus } from "../system-status";
import { procedure, router } from "../trpc";

export const systemRouter = router({
  status: procedure.query(({ ctx }) => systemStatus(ctx)),
  operators: procedure.query(() => operators()),
});
