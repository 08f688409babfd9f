import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { z } from "zod";
import { sharedDatabase } from "#db/shared";
import { AppError } from "#server/core/errors";
import { enqueueJob } from "#server/jobs/index";
import { saveUpload } from "./save-upload";

/** A file of problems is text; one that is larger than this is not a file of problems. */
const maxUploadBytes = 2 * 1024 ** 3;

const querySchema = z.object({
  format: z.enum(["mbpp"]).default("mbpp"),
  dataset: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().positive().optional(),
  /** `1`: build and score the dataset once the file is in. */
  build: z.enum(["0", "1"]).default("0"),
});

/**
 * Takes a file as it comes into the data folder's `uploads` and has it imported by a job, whose id it returns. The file
 * gets its name only when it is whole; the job deletes it.
 */
export async function importUpload(
  query: URLSearchParams,
  body: ReadableStream<Uint8Array> | null,
): Promise<{ jobId: number }> {
  const parsed = querySchema.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
  const { db } = await sharedDatabase();
  const file = await saveUpload(body, { name: `${randomUUID()}.jsonl`, maxBytes: maxUploadBytes });
  try {
    const { build, ...options } = parsed.data;
    const payload = { ...options, build: build === "1" ? { seed: 0 } : null, path: file, deleteAfter: true };
    return { jobId: await enqueueJob(db, { kind: "import", payload }) };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
