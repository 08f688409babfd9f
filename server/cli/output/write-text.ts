import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Makes a stream's failures the business of `writeText`: a closed pipe (`| head`) surfaces both as an event, which
 * would end the process with a stack, and as a failed write, which is where it is handled.
 */
export function handleWriteErrors(output: Writable): void {
  output.on("error", () => {});
}

/** Nobody reads any more: not a failure of the command that writes. */
class ClosedPipe extends Error {}

/** Writes and waits until the stream takes more. Throws what the stream failed with; see `isClosedPipe`. */
export async function writeText(output: Writable, text: string): Promise<void> {
  try {
    if (output.errored) throw output.errored;
    if (output.destroyed) throw new ClosedPipe("the output is closed");
    if (!output.write(text)) await once(output, "drain");
  } catch (error) {
    // Told apart from the broken pipe of another connection, which is a failure.
    if (error instanceof Error && "code" in error && error.code === "EPIPE")
      throw new ClosedPipe(error.message);
    throw error;
  }
}

/** Whether `writeText` failed because nobody reads any more, which ends a command quietly. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof ClosedPipe;
}

/** `work`'s result, or null when it ended because nobody reads what it writes. */
export async function endQuietlyWhenClosed<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (isClosedPipe(error)) return null;
    throw error;
  }
}
