import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Db } from "#db/client";
import { modelsFolder } from "#server/core/model-dir";
import { checkBundle } from "#server/prm/index";
import { registerModel } from "./register-model";

/**
 * Makes a registered model of a bundle's folder in the data folder, which gets its place among the models. It is checked
 * whole before that, and nothing is scored with it yet. Throws `invalid-input` and `not-found` with the reason.
 */
export async function installBundle(
  { db, dataDir }: { db: Db; dataDir: string },
  fresh: string,
): Promise<{ modelId: number }> {
  const { manifest, digest } = await checkBundle(fresh);
  await mkdir(modelsFolder(dataDir), { recursive: true, mode: 0o700 });
  const place = path.join(modelsFolder(dataDir), digest);
  // The same model again: what decides its scores is the same, so a session that has the old files open goes on.
  if (existsSync(place)) await rm(place, { recursive: true });
  await rename(fresh, place);
  return { modelId: await registerModel(db, { manifest, digest }, { path: place, activate: "never" }) };
}
