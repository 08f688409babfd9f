import { z } from "zod";
import { getDataset } from "#server/datasets/index";
import { distinguishPayloadSchema } from "#server/jobs/contracts";
import { enqueueJob } from "#server/jobs/index";
import { getDistinguishing, judgeInput } from "#server/labels/index";
import { procedure, router } from "../trpc";

const judgedSchema = z.object({ searchId: z.int(), ordinal: z.int32().min(0), valid: z.boolean() });

export const distinguishRouter = router({
  get: procedure
    .input(z.object({ programId: z.int() }))
    .query(({ ctx, input }) => getDistinguishing(ctx.db, input.programId)),
  start: procedure.input(distinguishPayloadSchema).mutation(async ({ ctx, input }) => {
    const { datasetId, programId } = input;
    await getDataset(ctx.db, datasetId);
    // Somebody waits for a single program's: it need not stand behind the dataset's other jobs, which it changes nothing for.
    const queue = programId === null ? {} : { queue: `distinguish-${datasetId}` };
    return { jobId: await enqueueJob(ctx.db, { kind: "distinguish", payload: input, datasetId, ...queue }) };
  }),
  /** A valid input joins the problem's tests, and all of its programs are run on them. */
  judge: procedure.input(judgedSchema).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      const { problemId, datasetId, suiteVersion } = await judgeInput(tx, ctx.annotator, input);
      if (suiteVersion === null) return { suiteVersion, jobId: null };
      const payload = { datasetId, filter: { problemIds: [problemId] }, times: 1 };
      return { suiteVersion, jobId: await enqueueJob(tx, { kind: "rerun", payload, datasetId }) };
    }),
  ),
});
