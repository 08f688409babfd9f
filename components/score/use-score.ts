"use client";

import { useCallback, useRef, useState } from "react";
import { type ShownError, shownError } from "../trpc/app-error";

/**
 * One call at a time: a newer one makes the older one's answer worthless, so that one is aborted and ignored. The last
 * answer stays on screen, marked as old, until the next one is there.
 */
export function useLatestCall<Input, Output>(call: (input: Input, signal: AbortSignal) => Promise<Output>) {
  const [state, setState] = useState<{
    data: Output | null;
    /** What `data` is the answer to. */
    of: Input | null;
    error: ShownError | null;
    pending: boolean;
  }>({ data: null, of: null, error: null, pending: false });
  const current = useRef<AbortController>(null);

  const run = useCallback(
    (input: Input) => {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      setState((before) => ({ ...before, error: null, pending: true }));
      call(input, controller.signal).then(
        (data) => {
          if (!controller.signal.aborted) setState({ data, of: input, error: null, pending: false });
        },
        (error: unknown) => {
          if (controller.signal.aborted) return;
          setState((before) => ({ ...before, error: shownError(error), pending: false }));
        },
      );
    },
    [call],
  );
  /** Lets go of a call whose answer would be worthless, and of its error; the last answer stays. */
  const stop = useCallback(() => {
    current.current?.abort();
    setState((before) =>
      before.pending || before.error ? { ...before, pending: false, error: null } : before,
    );
  }, []);
  return { ...state, run, stop };
}
