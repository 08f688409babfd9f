import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { sharedDatabase } from "#db/shared";
import { env } from "#server/core/env";
import { AppError } from "#server/core/errors";
import { enqueueJob, uploadsFolder } from "#server/jobs/index";

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
  if (body === null) throw new AppError("invalid-input", "The request has no body: send the file as it is.");
  const { db } = await sharedDatabase();
  const folder = uploadsFolder(env().dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${randomUUID()}.jsonl`);
  const partial = `${file}.partial`;
  try {
    await pipeline(chunksOf(body), limitBytes(maxUploadBytes), createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, file);
    const { build, ...options } = parsed.data;
    const payload = { ...options, build: build === "1" ? { seed: 0 } : null, path: file, deleteAfter: true };
    return { jobId: await enqueueJob(db, { kind: "import", payload }) };
  } catch (error) {
    await rm(partial, { force: true });
    await rm(file, { force: true });
    throw error;
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function limitBytes(max: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > max) done(new AppError("invalid-input", `Files of more than ${max} bytes are not taken.`));
      else done(null, chunk);
    },
  });
}
