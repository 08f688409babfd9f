import { setTimeout as wait } from "node:timers/promises";
import { CallError } from "./call-error";

export type RetryOptions = {
  /** Requests of one call, the first included. */
  tries: number;
  /** The first pause; each further one is twice as long, and a random part of it is waited. */
  firstPauseMs: number;
  longestPauseMs: number;
};

export const defaultRetries: RetryOptions = { tries: 6, firstPauseMs: 1_000, longestPauseMs: 60_000 };

/** A server that wants to be left alone for longer than this is given up for now. */
const longestRetryAfterMs = 10 * 60_000;

/** What `Retry-After` says (RFC 9110, 10.2.3): seconds or a date. Null when it says nothing that can be read. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * Calls to one server that slow down together: when it asks one of them to wait, none of them sends before that time is
 * over. `run` repeats what may pass (429, 5xx, dropped connections, timeouts) and throws everything else.
 */
export function createPacer(options: RetryOptions = defaultRetries) {
  let notBefore = 0;

  const waitForTurn = async (signal: AbortSignal | undefined) => {
    for (let left = notBefore - Date.now(); left > 0; left = notBefore - Date.now())
      await wait(left, undefined, { signal });
  };

  return {
    /** Resolves to what `attempt` brought and the number of requests that took. */
    run: async <T>(
      attempt: () => Promise<T>,
      signal: AbortSignal | undefined,
    ): Promise<{ value: T; attempts: number }> => {
      for (let attempts = 1; ; attempts += 1) {
        await waitForTurn(signal);
        try {
          return { value: await attempt(), attempts };
        } catch (error) {
          signal?.throwIfAborted();
          if (!(error instanceof CallError) || !error.retryable || attempts >= options.tries) throw error;
          if (error.retryAfterMs !== null) {
            if (error.retryAfterMs > longestRetryAfterMs) throw error;
            notBefore = Math.max(notBefore, Date.now() + error.retryAfterMs);
            // Not all at once when the time is over.
            await wait(Math.random() * Math.min(options.firstPauseMs, error.retryAfterMs), undefined, {
              signal,
            });
          } else {
            const pause = Math.min(options.longestPauseMs, options.firstPauseMs * 2 ** (attempts - 1));
            await wait(pause * (0.5 + Math.random() / 2), undefined, { signal });
          }
        }
      }
    },
  };
}
