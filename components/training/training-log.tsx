"use client";

import { useEffect, useRef } from "react";
import { formatCount } from "../ui/format";

/** So near to the end, the log follows what comes. */
const nearPx = 24;

/** The end of the log, which follows what comes unless somebody reads further up. */
export function TrainingLog({ lines, dropped }: { lines: readonly string[]; dropped: number }) {
  const box = useRef<HTMLPreElement>(null);
  const following = useRef(true);
  const last = `${dropped + lines.length}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it scrolls when a line was added
  useEffect(() => {
    if (following.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [last]);
  return (
    <pre
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label="Log"
      className="h-60 overflow-auto whitespace-pre-wrap break-words px-3 py-2 font-mono text-xs"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight < nearPx;
      }}
    >
      {dropped > 0 ? `… ${formatCount(dropped)} earlier lines are not kept\n` : ""}
      {lines.length === 0 ? "Nothing yet." : lines.join("\n")}
    </pre>
  );
}
