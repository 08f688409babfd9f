"use client";

import { createPortal } from "react-dom";

/** What a hover says of a line. It waits a moment, so that moving along the gutter does not flicker. */
export function LineCard({ facts, top, left }: { facts: readonly string[]; top: number; left: number }) {
  return createPortal(
    <div
      aria-hidden="true"
      className="lw-card pointer-events-none fixed z-50 max-w-96 rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs shadow-overlay"
      style={{ top: top + 2, left: left + 12 }}
    >
      {facts.map((fact, index) => (
        <p key={fact} className={index === 0 ? "font-medium" : "text-muted"}>
          {fact}
        </p>
      ))}
    </div>,
    document.body,
  );
}
