import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { env } from "./env";
import { AppError } from "./errors";
import { repoPath } from "./paths";

/** The folder of the model to score with: LINEWISE_MODEL_DIR, else the one in models/. Throws `unavailable` without one. */
export function defaultModelDir(): string {
  const asked = env().modelDir;
  if (asked !== undefined) return asked;
  const bundled = repoPath("models");
  const folders = existsSync(bundled) ? readdirSync(bundled).sort() : [];
  const found = ["", ...folders].map((name) => path.join(bundled, name)).filter(isBundle)[0];
  if (found !== undefined) return found;
  throw new AppError(
    "unavailable",
    "There is no model in models/; set LINEWISE_MODEL_DIR to a bundle's folder.",
    {
      retryable: false,
    },
  );
}

/** The folder of a registered model: paths that are relative are below Linewise's own folder. */
export function modelFolder(registered: string): string {
  return path.isAbsolute(registered) ? registered : repoPath(registered);
}

/** Where uploaded models are kept. */
export function modelsFolder(dataDir: string): string {
  return path.join(dataDir, "models");
}

const isBundle = (folder: string) => existsSync(path.join(folder, "prm.json"));
