import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Db } from "#db/client";
import { AppError } from "#server/core/errors";
import { modelsFolder } from "#server/core/model-dir";
import { uploadsFolder } from "#server/jobs/index";
import { installBundle } from "#server/jobs/processors/index";
import { unpackBundle } from "#server/prm/index";

/**
 * Makes a registered model of an uploaded archive (`<upload>.zip` in the uploads' folder, which is deleted). It is checked
 * whole before it gets its place, and nothing is scored with it yet. Throws `invalid-input` with the reason.
 */
export async function installModel(
  { db, dataDir }: { db: Db; dataDir: string },
  upload: string,
): Promise<{ modelId: number }> {
  const archive = path.join(uploadsFolder(dataDir), `${upload}.zip`);
  const fresh = path.join(modelsFolder(dataDir), `.${upload}`);
  try {
    await mkdir(modelsFolder(dataDir), { recursive: true, mode: 0o700 });
    await unpackBundle(archive, fresh);
    return await installBundle({ db, dataDir }, fresh);
  } catch (error) {
    // A file that the archive lacks is the caller's mistake; the address that it was sent to is there.
    if (error instanceof AppError && error.code === "not-found")
      throw new AppError("invalid-input", error.message, { cause: error });
    throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(archive, { force: true });
  }
}
