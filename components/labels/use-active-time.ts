"use client";

import { useCallback, useEffect, useRef } from "react";

/** Idle for longer than this counts as away. */
const idleMs = 60_000;

/** Milliseconds somebody was active on `subject`: the page visible, and keys or pointer used within the last minute. */
export function useActiveTime(subject: string): () => number {
  const active = useRef({ ms: 0, last: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new subject starts its own clock
  useEffect(() => {
    active.current = { ms: 0, last: performance.now() };
    const touch = () => {
      const now = performance.now();
      if (document.visibilityState === "visible") {
        active.current.ms += Math.min(now - active.current.last, idleMs);
      }
      active.current.last = now;
    };
    const resume = () => {
      active.current.last = performance.now();
    };
    window.addEventListener("keydown", touch, true);
    window.addEventListener("pointermove", touch, { passive: true });
    document.addEventListener("visibilitychange", resume);
    return () => {
      window.removeEventListener("keydown", touch, true);
      window.removeEventListener("pointermove", touch);
      document.removeEventListener("visibilitychange", resume);
    };
  }, [subject]);
  return useCallback(() => {
    const { ms, last } = active.current;
    return Math.round(ms + Math.min(performance.now() - last, idleMs));
  }, []);
}
