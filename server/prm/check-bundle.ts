import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { createScorer } from "./create-scorer";
import type { PrmManifest } from "./schema";

/** Rows of parity.jsonl that are scored, at most. */
const parityRows = 20;
const tolerance = 1e-4;

const paritySchema = z.object({
  id: z.union([z.string(), z.number()]),
  statement: z.string(),
  code: z.string(),
  raw: z.array(z.number().nullable()),
});

/**
 * Opens a bundle as the worker would, and where it has a parity.jsonl (raw scores by the code that trained it) compares
 * with it. Throws `AppError` with the reason of what does not fit.
 */
export async function checkBundle(dir: string): Promise<{ manifest: PrmManifest; digest: string }> {
  const scorer = await createScorer({ modelDir: dir, threads: 1 });
  try {
    const text = await readFile(path.join(dir, "parity.jsonl"), "utf8").catch(() => "");
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    for (const line of lines.slice(0, parityRows)) {
      const row = readRow(line);
      const { raw } = await scorer.score({ ...row, neutralLines: "score" });
      row.raw.forEach((wanted, index) => {
        const found = raw[index];
        if (wanted === null || found === null || found === undefined) return;
        if (Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted))) return;
        refuse(`line ${index + 1} of ${row.id} scores ${found} here and ${wanted} where it was trained`);
      });
    }
    return { manifest: scorer.manifest, digest: scorer.digest };
  } finally {
    await scorer.close();
  }
}

function readRow(line: string): z.infer<typeof paritySchema> {
  try {
    return paritySchema.parse(JSON.parse(line));
  } catch {
    return refuse("parity.jsonl holds no rows of id, statement, code and raw");
  }
}

function refuse(reason: string): never {
  throw new AppError("invalid-input", `model bundle refused: ${reason}`);
}
