import { AppError } from "#server/core/errors";

/** A reader that takes nothing for so long is not slow but gone, or means harm. */
const stalledAfterMs = 60_000;

type Write = (text: string) => Promise<void>;

/**
 * A stream of what `make` writes, made while it is read: a slow reader slows `make`, memory stays the same. When the
 * reader goes away or takes nothing for `stallMs`, the pending write throws `cancelled`, so that whatever `make` holds is
 * let go. A failure in the middle breaks the stream off, so that nobody takes half a file for a whole one. `make` waits
 * for each write before the next.
 */
export function writtenStream(
  make: (write: Write, signal: AbortSignal) => Promise<unknown>,
  stallMs = stalledAfterMs,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  let wake = () => {};

  const taken = () =>
    new Promise<void>((resolve, reject) => {
      const stop = () => reject(gone.signal.reason);
      const stalled = setTimeout(() => {
        gone.abort(new AppError("cancelled", `The reader took nothing for ${stallMs / 1000} seconds.`));
      }, stallMs);
      gone.signal.addEventListener("abort", stop, { once: true });
      wake = () => {
        clearTimeout(stalled);
        gone.signal.removeEventListener("abort", stop);
        resolve();
      };
    });

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write: Write = async (text) => {
        gone.signal.throwIfAborted();
        if ((controller.desiredSize ?? 0) <= 0) await taken();
        controller.enqueue(encoder.encode(text));
      };
      // Not returned: a stream that starts late is not read at all.
      void make(write, gone.signal).then(
        () => gone.signal.aborted || controller.close(),
        (error) => controller.error(error),
      );
    },
    pull: () => wake(),
    cancel: () => gone.abort(new AppError("cancelled", "The reader went away.")),
  });
}
