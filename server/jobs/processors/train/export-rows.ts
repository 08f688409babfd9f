import { existsSync } from "node:fs";
import { open, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Db } from "#db/client";
import { AppError } from "#server/core/errors";
import { exportDataset } from "#server/export/index";
import { type ExportManifest, exportManifestSchema } from "#server/export/schema";

export type ExportedRows = {
  file: string;
  manifest: Extract<ExportManifest, { format: "trl-stepwise" }>;
};

/**
 * The rows that a run trains on, exported once: a resumed run goes on with what it began with. Problems for testing, and
 * what is like one, are left out. Throws `conflict` when there is nothing to learn from.
 */
export async function exportRows(
  db: Db,
  folder: string,
  datasetId: number,
  signal: AbortSignal,
): Promise<ExportedRows> {
  const file = path.join(folder, "rows.jsonl");
  const beside = `${file}.manifest.json`;
  if (!existsSync(beside)) {
    const handle = await open(`${file}.part`, "w", 0o600);
    try {
      const manifest = await exportDataset(
        db,
        { datasetId, format: "trl-stepwise", splits: ["train", "validation"] },
        async (text) => void (await handle.write(text)),
        { signal },
      );
      await writeFile(`${beside}.part`, JSON.stringify(manifest, null, 2));
    } finally {
      await handle.close();
    }
    await rename(`${file}.part`, file);
    await rename(`${beside}.part`, beside);
  }
  const manifest = exportManifestSchema.parse(JSON.parse(await readFile(beside, "utf8")));
  if (manifest.format !== "trl-stepwise") throw new AppError("internal", "The rows are of another format.");
  const { correct, incorrect } = manifest.counts;
  if (correct === 0 || incorrect === 0)
    throw new AppError(
      "conflict",
      `Nothing was trained: outside of the split test there are ${correct} correct and ${incorrect} incorrect lines, and both ` +
        "are needed. Build the dataset first.",
    );
  return { file, manifest };
}
