import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Makes a stream's failures the business of `writeText`: a closed pipe (`| head`) surfaces both as an event, which
 * would end the process with a stack, and as a failed write, which is where it is handled.
 */
export function handleWriteErrors(output: Writable): void {
  output.on("error", () => {});
}

/** Writes and waits until the stream takes more. Throws what the stream failed with; see `isClosedPipe`. */
export async function writeText(output: Writable, text: string): Promise<void> {
  if (output.errored) throw output.errored;
  if (output.destroyed) throw Object.assign(new Error("the output is closed"), { code: "EPIPE" });
  if (!output.write(text)) await once(output, "drain");
}

/** Whether a write failed because nobody reads any more, which ends a command quietly. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
