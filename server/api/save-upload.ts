import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { env } from "#server/core/env";
import { AppError } from "#server/core/errors";
import { uploadsFolder } from "#server/jobs/index";

/**
 * Takes a body as it comes into the data folder's `uploads`. The file gets its name only when it is whole. Returns its
 * path; throws `invalid-input` when it is larger than `maxBytes` or there is none.
 */
export async function saveUpload(
  body: ReadableStream<Uint8Array> | null,
  { name, maxBytes }: { name: string; maxBytes: number },
): Promise<string> {
  if (body === null) throw new AppError("invalid-input", "The request has no body: send the file as it is.");
  const folder = uploadsFolder(env().dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, name);
  const partial = `${file}.partial`;
  try {
    await pipeline(chunksOf(body), limitBytes(maxBytes), createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, file);
    return file;
  } catch (error) {
    await rm(partial, { force: true });
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
