import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { models, problems } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { defaultModelDir, modelFolder } from "#server/core/model-dir";
import { prmManifestSchema } from "#server/prm/schema";
import type { JobPayload } from "../../contracts";
import { foldModels } from "../score-out-of-fold";

/** More threads than this gain a small model nothing. */
const maxThreads = 8;

/** What a run was begun with. Kept in its folder, so that it goes on with the same whatever changed meanwhile. */
const planSchema = z.object({
  format: z.string(),
  start: z.string().nullable(),
  foldStarts: z.array(z.string()),
  name: z.string(),
  version: z.string(),
  threads: z.int(),
});
export type RunPlan = z.infer<typeof planSchema>;

/** The plan in a run's folder, made now if there is none. Throws `unavailable` when there is no model to start from. */
export async function planRun(
  db: Db,
  folder: string,
  { datasetId, folds, from }: JobPayload<"train">,
  datasetName: string,
): Promise<RunPlan> {
  const file = path.join(folder, "plan.json");
  if (existsSync(file)) return planSchema.parse(JSON.parse(await readFile(file, "utf8")));
  const [problem] = await db
    .select({ format: problems.format })
    .from(problems)
    .where(eq(problems.datasetId, datasetId))
    .limit(1);
  const { start, foldStarts } =
    from === "scratch" ? { start: null, foldStarts: [] } : await activeStart(db, folds);
  if (start !== null && !existsSync(path.join(start, "prm.json")))
    throw new AppError(
      "unavailable",
      "The folder of the model in use is gone; nothing was started. Use another model, or train from scratch.",
      { retryable: false },
    );
  const plan: RunPlan = {
    format: problem?.format ?? "",
    start,
    foldStarts,
    name: nameOf(datasetName),
    version: versionOf(new Date()),
    threads: Math.min(maxThreads, availableParallelism()),
  };
  await writeFile(`${file}.part`, JSON.stringify(plan, null, 2));
  await rename(`${file}.part`, file);
  return plan;
}

/** The model in use; and where a loop of as many folds made it, that loop's fold models, which have not seen their folds. */
async function activeStart(db: Db, folds: number): Promise<Pick<RunPlan, "start" | "foldStarts">> {
  const [active] = await db.select().from(models).where(eq(models.active, true));
  const start = modelFolder(active?.path ?? defaultModelDir());
  const fold = active === undefined ? null : prmManifestSchema.parse(active.manifest).training.fold;
  if (fold === null || fold.of !== folds) return { start, foldStarts: [] };
  const earlier = await foldModels(db, fold.group);
  const folders = earlier.map((model) => modelFolder(model.path));
  const whole = folders.length === folds && folders.every((each) => existsSync(path.join(each, "prm.json")));
  return { start, foldStarts: whole ? folders : [] };
}

/** "MBPP (test)" becomes "mbpp-test-prm". */
export function nameOf(dataset: string): string {
  const slug = dataset
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${slug || "dataset"}-prm`;
}

/** "2026.11.27-1713", in UTC. */
function versionOf(now: Date): string {
  const [day = "", time = ""] = now.toISOString().split("T");
  return `${day.replaceAll("-", ".")}-${time.slice(0, 5).replace(":", "")}`;
}
