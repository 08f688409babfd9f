"use client";

import type { KeyboardEvent, Ref } from "react";
import { type OverrideReason, overrideReasons } from "#server/core/vocabulary";
import { cn } from "../ui/cn";
import { overrideReasonWords } from "./label-words";

type ReasonPickerProps = {
  ref: Ref<HTMLDivElement>;
  value: OverrideReason | null;
  onChange: (reason: OverrideReason | null) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** The reason whose name begins with the letter, going on from the chosen one so that a second press finds the next. */
export function reasonByLetter(letter: string, from: OverrideReason | null): OverrideReason | null {
  const start = from === null ? 0 : overrideReasons.indexOf(from) + 1;
  const order = [...overrideReasons.slice(start), ...overrideReasons.slice(0, start)];
  return order.find((reason) => overrideReasonWords[reason].name.startsWith(letter.toLowerCase())) ?? null;
}

/** Why: one or none of the reasons. `R` puts the focus here; arrows or a reason's first letter choose, Enter saves. */
export function ReasonPicker({ ref, value, onChange, onKeyDown }: ReasonPickerProps) {
  const step = (by: number) => {
    const at = value === null ? (by > 0 ? -1 : 0) : overrideReasons.indexOf(value);
    const next = overrideReasons[(at + by + overrideReasons.length) % overrideReasons.length];
    if (next !== undefined) onChange(next);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(-1);
    else if (/^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const found = reasonByLetter(event.key, value);
      if (found === null) return;
      onChange(found);
    } else {
      onKeyDown(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={ref}
      role="radiogroup"
      tabIndex={0}
      aria-label="Reason"
      onKeyDown={onKey}
      className="flex flex-wrap items-center gap-1 rounded-md"
    >
      <span className="mr-1 text-faint text-xs">Reason (R)</span>
      {overrideReasons.map((reason) => (
        // biome-ignore lint/a11y/useSemanticElements: the group holds the focus, so that one key chooses and the next saves
        <button
          key={reason}
          type="button"
          role="radio"
          aria-checked={value === reason}
          tabIndex={-1}
          title={overrideReasonWords[reason].meaning}
          data-reason={reason}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChange(value === reason ? null : reason)}
          className={cn(
            "h-6 rounded-md border px-2 text-xs",
            value === reason
              ? "border-line-strong bg-selected text-ink"
              : "border-line text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {overrideReasonWords[reason].name}
        </button>
      ))}
    </div>
  );
}
