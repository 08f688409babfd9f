"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { MutantRow } from "#server/datasets/schema";
import { Chip } from "../ui/chip";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { LabelMark } from "../ui/label-mark";
import { Select } from "../ui/select";
import { SuspicionMark } from "../ui/suspicion-mark";
import { VerdictText } from "../ui/verdict-text";
import { filteredMutants, type MutantFilter, neighbour, noFilter } from "./mutant-filter";

const rowPx = 28;

type MutantListProps = {
  mutants: readonly MutantRow[];
  /** Those that pass the filter, in the list's order. */
  shown: readonly MutantRow[];
  filter: MutantFilter;
  onFilter: (patch: Partial<MutantFilter>) => void;
  selected: number | null;
  onSelect: (id: number) => void;
  /** The reference's line that "this line" means; null at the end of the program. */
  parentLine: number | null;
  /** False: the problem has not been built, so there can be no mutants yet. */
  built: boolean;
};

export function MutantList(props: MutantListProps) {
  const { mutants, shown, filter, onFilter, selected, onSelect, parentLine } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const at = shown.findIndex((mutant) => mutant.id === selected);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at);
  }, [at, rows]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = neighbour(shown, selected, by);
    if (next === null) return;
    onSelect(next.id);
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-mutant="${next.id}"]`)
        ?.focus({ preventScroll: true });
    });
  };

  const count = (patch: Partial<MutantFilter>) =>
    filteredMutants(mutants, { ...filter, ...patch }, parentLine).length;
  const toggle = <K extends keyof MutantFilter>(key: K, value: MutantFilter[K]) =>
    onFilter({ [key]: filter[key] === value ? noFilter[key] : value });
  return (
    <section aria-label="Mutants" className="flex h-full min-w-0 flex-col">
      <div className="flex shrink-0 flex-wrap gap-1 border-line border-b p-1.5">
        <Chip
          pressed={filter.scope === "line"}
          label={parentLine === null ? "this line" : `line ${parentLine}`}
          count={count({ scope: "line" })}
          onClick={() => toggle("scope", "line")}
        />
        {filter.operator === null ? null : (
          <Chip
            pressed
            label={filter.operator}
            title="Show other operators' mutants too"
            count={count({})}
            onClick={() => onFilter({ operator: null })}
          />
        )}
        <Chip
          pressed={filter.label === "suspicious"}
          label="suspicious"
          mark={<SuspicionMark />}
          count={count({ label: "suspicious" })}
          onClick={() => toggle("label", "suspicious")}
        />
        <Select
          label="Label of the mutant's line"
          className="h-6 px-2 text-xs"
          value={filter.label !== null && filter.label !== "suspicious" ? filter.label : "any"}
          onValueChange={(label) => onFilter({ label: label === "any" ? null : label })}
          options={[
            { value: "any", label: "any label" },
            ...(["correct", "incorrect", "neutral", "unknown"] as const).map((label) => ({
              value: label,
              label: `${label} ${count({ label })}`,
            })),
          ]}
        />
        <Select
          label="Intent of the mutant"
          className="h-6 px-2 text-xs"
          value={filter.intent ?? "any"}
          onValueChange={(intent) => onFilter({ intent: intent === "any" ? null : intent })}
          options={[
            { value: "any", label: "any intent" },
            ...(["mutate", "refactor"] as const).map((intent) => ({
              value: intent,
              label: `${intent} ${count({ intent })}`,
            })),
          ]}
        />
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        {shown.length === 0 ? (
          <EmptyState
            className="py-6"
            title={mutants.length > 0 ? "No mutant fits" : props.built ? "No mutants" : "No mutants yet"}
            action={
              mutants.length === 0 ? null : (
                <button type="button" className="text-link" onClick={() => onFilter(noFilter)}>
                  Show all {mutants.length}
                </button>
              )
            }
          >
            {mutants.length > 0
              ? null
              : props.built
                ? "No operator found a place to change."
                : "The build makes them, runs them and labels their lines."}
          </EmptyState>
        ) : (
          <ul className="relative" style={{ height: rows.getTotalSize() }} onKeyDown={onKeyDown}>
            {rows.getVirtualItems().map((item) => {
              const mutant = shown[item.index];
              if (mutant === undefined) return null;
              return (
                <li key={mutant.id} className="absolute inset-x-0" style={{ top: item.start, height: rowPx }}>
                  <MutantListRow
                    mutant={mutant}
                    selected={mutant.id === selected}
                    focusable={mutant.id === selected || (at < 0 && item.index === 0)}
                    onSelect={onSelect}
                  />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </section>
  );
}

type MutantListRowProps = {
  mutant: MutantRow;
  selected: boolean;
  focusable: boolean;
  onSelect: (id: number) => void;
};

function MutantListRow({ mutant, selected, focusable, onSelect }: MutantListRowProps) {
  return (
    <button
      type="button"
      tabIndex={focusable ? 0 : -1}
      aria-current={selected ? "true" : undefined}
      data-mutant={mutant.id}
      onClick={() => onSelect(mutant.id)}
      className={cn(
        "flex h-full w-full items-center gap-2 px-2.5 text-left text-xs -outline-offset-2",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <LabelMark label={mutant.label} overridden={mutant.overridden} glyphOnly />
      <span className="tabular w-5 shrink-0 text-right text-faint" title="line of the reference">
        {mutant.parentLine}
      </span>
      <span className="w-34 shrink-0 truncate font-medium" title={mutant.operator}>
        {mutant.operator}
      </span>
      <VerdictText
        verdict={mutant.verdict}
        message={mutant.message}
        className="min-w-0 flex-1 truncate text-muted"
      />
      {mutant.intent === "refactor" ? <span className="shrink-0 text-faint">refactor</span> : null}
      <span className="w-3 shrink-0">
        {mutant.reasons[0] !== undefined && !mutant.overridden ? (
          <SuspicionMark reason={mutant.reasons[0]} />
        ) : null}
      </span>
    </button>
  );
}
