import type { ComponentProps } from "react";
import { cn } from "./cn";

type ChipProps = Omit<ComponentProps<"button">, "children"> & {
  pressed: boolean;
  label: string;
  /** Null while it is being counted; absent where nothing is counted. */
  count?: number | null;
  mark?: React.ReactNode;
};

/** A facet's value: a toggle with its count. */
export function Chip({ pressed, label, count, mark, className, ...props }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={cn(
        "inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-md border px-2 text-xs transition-colors",
        pressed
          ? "border-line-strong bg-selected text-ink"
          : "border-line bg-surface text-muted hover:bg-hover hover:text-ink",
        className,
      )}
      {...props}
    >
      {mark}
      <span>{label}</span>
      {count === undefined ? null : (
        <span className="tabular min-w-[1ch] text-right text-faint">
          {count === null ? "…" : count.toLocaleString("en")}
        </span>
      )}
    </button>
  );
}
