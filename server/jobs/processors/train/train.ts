import { randomUUID } from "node:crypto";
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { datasets } from "#db/schema/index";
import { env } from "#server/core/env";
import { AppError, messageOf } from "#server/core/errors";
import { modelsFolder } from "#server/core/model-dir";
import { type Disagreement, refreshDisagreement } from "#server/labels/index";
import { howToInstall, runLoop, type TrainingRecord, trainingStatus } from "#server/training/index";
import type { JobPayload, JobResult } from "../../contracts";
import { trainingFolder } from "../../index";
import type { Processor, ProcessorContext } from "../../processor";
import { installBundle } from "../install-bundle";
import { modelToScore } from "../model-to-score";
import { countToScore, scoreMissing } from "../score-missing";
import { scoreOutOfFold } from "../score-out-of-fold";
import { type ExportedRows, exportRows } from "./export-rows";
import { keepRecord } from "./keep-record";
import { planRun, type RunPlan } from "./plan-run";

/** Progress is a share of a hundred; training takes most of the time. */
const percent = { exported: 2, trained: 85, registered: 88, scored: 98 } as const;

type Context = ProcessorContext<JobPayload<"train">> & {
  dataset: { id: number; name: string };
  folder: string;
  record: TrainingRecord;
};

/**
 * One turn of the loop: export, train, register, score out of fold, compare with the labels. Every step is kept in the run's
 * folder or in the database and passed over when the job is taken up again; training goes on from its checkpoint.
 */
export const processTrain: Processor<"train"> = async (context) => {
  const { payload, db, signal } = context;
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, payload.datasetId));
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${payload.datasetId}.`);
  const status = await trainingStatus();
  if (status.state === "off") throw new AppError("unavailable", howToInstall(status), { retryable: false });
  const folder = path.join(trainingFolder(env().dataDir), payload.run);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = await keepRecord(db, { run: payload.run, datasetId: dataset.id });
  const { record } = kept;
  try {
    record.plan(stagesOf(payload.folds));
    const result = await work({ ...context, dataset, folder, record });
    record.finish();
    record.log("done");
    await rm(folder, { recursive: true, force: true });
    return result;
  } catch (error) {
    record.log(signal.aborted ? "stopped; what was done is kept" : messageOf(error));
    throw error;
  } finally {
    await kept.close();
  }
};

function stagesOf(folds: number) {
  const models = Array.from({ length: folds }, (_, index) => ({
    id: `fold-${index + 1}`,
    title: `Train fold ${index + 1} of ${folds}`,
  }));
  return [
    { id: "export", title: "Export rows" },
    ...models,
    { id: "model", title: "Train the model" },
    { id: "register", title: "Check and register" },
    { id: "score", title: folds > 0 ? "Score out of fold" : "Score" },
    ...(folds > 0 ? [{ id: "compare", title: "Compare with the labels" }] : []),
  ];
}

async function work(context: Context): Promise<JobResult<"train">> {
  const { payload, db, signal, record, progress, folder, dataset } = context;
  record.enter("export");
  progress({ done: 0, total: 100, message: "exporting rows" });
  const plan = await planRun(db, folder, payload, dataset.name);
  const rows = await exportRows(db, folder, dataset.id, signal);
  const { counts } = rows.manifest;
  record.log(
    `exported ${counts.rows} rows of ${counts.problems} problems: ${counts.correct} correct and ${counts.incorrect} incorrect lines`,
  );
  const bundles = await train(context, plan, rows);
  record.enter("register");
  progress({ done: percent.trained, total: 100, message: "checking the models" });
  const foldModelIds: number[] = [];
  for (const bundle of bundles.folds) foldModelIds.push(await register(context, bundle));
  const modelId = await register(context, bundles.model);
  record.log(
    `registered model ${modelId}${foldModelIds.length > 0 ? ` and folds ${foldModelIds.join(", ")}` : ""}`,
  );
  record.enter("score");
  const { scored, found } = await score(context, modelId);
  return {
    modelId,
    foldModelIds,
    rows: counts.rows,
    problems: counts.problems,
    scored,
    lines: found.lines,
    disagreeing: found.disagreeing,
  };
}

/** Runs the Python side to its end; resolves to the folders of its bundles. */
async function train(
  { payload, signal, record, progress, folder, dataset }: Context,
  plan: RunPlan,
  { file, manifest }: ExportedRows,
): Promise<{ folds: string[]; model: string }> {
  const bundles = new Map<string, string>();
  const stages = record.state.stages.filter(({ id }) => id === "model" || id.startsWith("fold-"));
  await runLoop(
    {
      ...plan,
      rows: file,
      out: path.join(folder, "loop"),
      dataset: dataset.name,
      minutes: payload.minutes,
      folds: payload.folds,
      group: payload.run,
      rule: manifest.rule,
      target: manifest.target,
    },
    {
      signal,
      onText: (line) => record.log(line),
      onEvent: (event) => {
        record.take(event);
        if (event.event === "bundle") bundles.set(event.stage, event.path);
        const share = event.event === "progress" ? event.share : 0;
        if (event.event !== "progress" && event.event !== "stage") return;
        const at = Math.max(
          0,
          stages.findIndex(({ id }) => id === event.stage),
        );
        const whole = (at + share) / Math.max(1, stages.length);
        progress({
          done: Math.round(percent.exported + (percent.trained - percent.exported) * whole),
          total: 100,
          message: `training: ${stages[at]?.title.toLowerCase().replace(/^train /, "") ?? event.stage}`,
        });
      },
    },
  );
  const model = bundles.get("model");
  const folds = stages.flatMap(({ id }) => (id === "model" ? [] : [bundles.get(id)]));
  const made = folds.filter((each) => each !== undefined);
  if (model === undefined || made.length < folds.length)
    throw new AppError("internal", "Training ended without all of its models; its log says more.");
  return { folds: made, model };
}

/** A copy goes to the models' folder: until the run is done, its own folder says what need not be trained again. */
async function register({ db, signal }: Context, bundle: string): Promise<number> {
  signal.throwIfAborted();
  const { dataDir } = env();
  const fresh = path.join(modelsFolder(dataDir), `.${randomUUID()}`);
  try {
    await mkdir(modelsFolder(dataDir), { recursive: true, mode: 0o700 });
    await cp(bundle, fresh, { recursive: true });
    return (await installBundle({ db, dataDir }, fresh)).modelId;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function score(
  { payload, db, signal, engines, record, progress, dataset }: Context,
  modelId: number,
): Promise<{ scored: number; found: Disagreement }> {
  const { registered, scored: end } = percent;
  const report = (done: number, total: number) => {
    record.note("score", `${done} of ${total} programs`);
    const share = total === 0 ? 1 : done / total;
    progress({
      done: Math.round(registered + (end - registered) * share),
      total: 100,
      message: `scoring: ${done} of ${total} programs`,
    });
  };
  if (payload.folds === 0) {
    const { scorer } = await modelToScore({ db, engines }, modelId);
    const counted = await countToScore(db, { datasetId: dataset.id, modelId });
    let { left } = counted;
    const scored = await scoreMissing({ db, dataset, modelId, scorer, signal }, () => {
      left -= 1;
      report(counted.all - left, counted.all);
    });
    return { scored, found: { lines: 0, disagreeing: 0 } };
  }
  const group = payload.run;
  const scored = await scoreOutOfFold({
    db,
    engines,
    dataset,
    group,
    signal,
    progress: ({ done, total }) => report(done, total ?? done),
  });
  record.enter("compare");
  progress({ done: end, total: 100, message: "comparing scores with labels" });
  const found = await refreshDisagreement(db, { datasetId: dataset.id, foldGroup: group, signal });
  record.log(`the fold models disagree with ${found.disagreeing} of ${found.lines} label lines`);
  return { scored, found };
}
