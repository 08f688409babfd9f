import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { AppError, messageOf } from "#server/core/errors";

export type UnpackLimits = { files: number; bytes: number };
const defaultLimits: UnpackLimits = { files: 64, bytes: 2 * 1024 ** 3 };

const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const encrypted = 1;

/**
 * Writes the files of a zipped bundle into a new folder. They stand at the archive's top or in its one folder; whatever
 * else is found (further folders, links, names that lead elsewhere, encrypted or too many or too large files) has the whole
 * archive refused. Throws `invalid-input` with the reason; the folder may then hold some of the files.
 */
export async function unpackBundle(
  archive: string,
  folder: string,
  limits: UnpackLimits = defaultLimits,
): Promise<void> {
  let zip: ZipFile;
  try {
    zip = await openPromise(archive, { strictFileNames: true });
  } catch (error) {
    throw refusal(`it is no zip file: ${messageOf(error)}`);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const seen = new Set<string>();
    let bytes = 0;
    let top: string | null = null;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      const { parent, name } = checkEntry(entry);
      if (seen.size > 0 && parent !== top) throw refusal(`"${entry.fileName}" is not beside the other files`);
      if (seen.has(name.toLowerCase())) throw refusal(`"${name}" is in it twice`);
      top = parent;
      seen.add(name.toLowerCase());
      bytes += entry.uncompressedSize;
      if (seen.size > limits.files) throw refusal(`it has more than ${limits.files} files`);
      if (bytes > limits.bytes) throw refusal(`its files have more than ${limits.bytes} bytes`);
      // The reader ends with an error where a file is longer than the archive said, so that the sum holds.
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(path.join(folder, name), { flags: "wx", mode: 0o600 }),
      );
    }
    if (seen.size === 0) throw refusal("it is empty");
  } catch (error) {
    throw error instanceof AppError ? error : refusal(messageOf(error));
  } finally {
    zip.close();
  }
}

function checkEntry(entry: Entry): { parent: string; name: string } {
  const parts = entry.fileName.split("/");
  const name = parts.at(-1) ?? "";
  if (parts.length > 2 || !parts.every((part) => plainName.test(part))) {
    throw refusal(`"${entry.fileName.slice(0, 200)}" is no plain name in at most one folder`);
  }
  // The upper half is the Unix mode where the archive was made on Unix, and zero elsewhere.
  const type = (entry.externalFileAttributes >>> 16) & fileTypeMask;
  if (type !== 0 && type !== regularFile) throw refusal(`"${name}" is a link or a device, not a file`);
  if ((entry.generalPurposeBitFlag & encrypted) !== 0) throw refusal(`"${name}" is encrypted`);
  return { parent: parts.length === 2 ? (parts[0] ?? "") : "", name };
}

function refusal(reason: string): AppError {
  return new AppError("invalid-input", `The bundle was not taken: ${reason}.`);
}
