// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed by a virtual list, which a <table> does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of its rows
import Link from "next/link";
import type { ComponentProps, CSSProperties } from "react";
import { suspicionReasons } from "#server/core/vocabulary";
import type { ProblemRow as Row } from "#server/datasets/schema";
import { strengthText } from "../kill-matrix/strength-words";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/format";
import { reasonName, SuspicionMark } from "../ui/suspicion-mark";
import { Tooltip } from "../ui/tooltip";
import { VerdictMix } from "./verdict-mix";

export const rowHeightPx = 34;

/** Columns of the problems table; the header uses the same. */
export const problemColumns =
  "grid grid-cols-[var(--key-width,6ch)_minmax(10rem,1fr)_4.5rem_2.5rem_2.5rem_3.5rem_8.5rem_5rem_11rem_4rem] items-center gap-x-4 px-4";

type ProblemRowProps = {
  row: Row;
  href: string;
  index: number;
  selected: boolean;
  onSelect: () => void;
  style: CSSProperties;
};

export function problemRowId(id: number): string {
  return `problem-${id}`;
}

export function ProblemRow({ row, href, index, selected, onSelect, style }: ProblemRowProps) {
  const mutants = Object.values(row.verdicts).reduce((sum, count) => sum + count, 0);
  return (
    <div
      role="row"
      id={problemRowId(row.id)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={onSelect}
      className={cn(
        problemColumns,
        "absolute inset-x-0 top-0 border-line border-b hover:bg-hover",
        selected &&
          "bg-selected hover:bg-selected group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-focus group-focus-visible/grid:-outline-offset-2",
      )}
      style={style}
    >
      <Cell className="font-mono text-xs" title={row.key}>
        {row.key}
      </Cell>
      <Cell>
        <Link href={href} tabIndex={-1} className="hover:underline" title={row.title}>
          {row.title || row.key}
        </Link>
      </Cell>
      <Cell className="text-muted">{row.split}</Cell>
      <Cell numeric>{formatCount(row.codeLines)}</Cell>
      <Cell numeric>{formatCount(row.tests)}</Cell>
      <Cell numeric className={row.built ? undefined : "text-faint"}>
        {row.built ? formatCount(mutants) : "–"}
      </Cell>
      <div role="gridcell">
        <VerdictMix counts={row.verdicts} />
      </div>
      <div role="gridcell" className="tabular">
        <Strength row={row} />
      </div>
      <div role="gridcell" className="min-w-0">
        <Reasons row={row} />
      </div>
      <Cell numeric className={row.overrides === 0 ? "text-faint" : undefined}>
        {formatCount(row.overrides)}
      </Cell>
    </div>
  );
}

function Cell({ numeric, className, ...props }: ComponentProps<"div"> & { numeric?: boolean }) {
  return (
    <div role="gridcell" className={cn("truncate", numeric && "tabular text-right", className)} {...props} />
  );
}

/** How many of its mutants the tests catch. */
function Strength({ row: { strength, killed, killable } }: { row: Row }) {
  if (strength === null) return <span className="text-faint">–</span>;
  return (
    <Tooltip
      content={`${formatCount(killed)} of ${formatCount(killable)} mutants meant to break fail a test`}
    >
      <span>{strengthText(killed, killable)}</span>
    </Tooltip>
  );
}

/** The most frequent reason by name, the others as a count; all of them in the tooltip. */
function Reasons({ row }: { row: Row }) {
  const reasons = suspicionReasons
    .map((reason) => ({ reason, count: row.reasons[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const first = reasons[0];
  if (!first) return null;
  return (
    <Tooltip
      content={reasons.map(({ reason, count }) => (
        <span key={reason} className="tabular block">
          {formatCount(count)} {reasonName(reason)}
        </span>
      ))}
    >
      <span className="flex items-center gap-1.5 truncate text-muted text-xs">
        <SuspicionMark />
        <span className="tabular truncate">
          {formatCount(first.count)} {reasonName(first.reason)}
        </span>
        {reasons.length > 1 ? <span className="text-faint">+{reasons.length - 1}</span> : null}
      </span>
    </Tooltip>
  );
}
