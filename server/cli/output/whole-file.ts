import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { handleWriteErrors, writeText } from "./write-text";

type Write = (text: string) => Promise<void>;

/**
 * Makes a file that is whole or not there: written under another name and renamed. What was there before stays when
 * `make` or the disk fails.
 */
export async function intoWholeFile<Made>(
  path: string,
  make: (write: Write) => Promise<Made>,
): Promise<Made> {
  const partial = `${path}.partial`;
  const stream = createWriteStream(partial);
  handleWriteErrors(stream);
  try {
    await once(stream, "open");
    const made = await make((text) => writeText(stream, text));
    stream.end();
    await finished(stream);
    await rename(partial, path);
    return made;
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}
