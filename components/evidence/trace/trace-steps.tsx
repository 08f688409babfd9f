"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ComparedTrace, TraceRow } from "#server/verification/schema";
import { cn } from "../../ui/cn";
import { StepRow } from "./step-row";
import { differingNames } from "./trace-words";

const rowPx = 40;

type TraceStepsProps = {
  trace: ComparedTrace;
  /** Lines of the program and of its reference. */
  code: readonly string[];
  parentCode: readonly string[] | null;
  onLine: (line: number) => void;
};

/** The steps of a test, the program's beside its reference's, with the first difference marked and in view. */
export function TraceSteps({ trace, code, parentCode, onLine }: TraceStepsProps) {
  const { rows, divergence } = trace;
  const scroller = useRef<HTMLDivElement>(null);
  const first = divergence?.row ?? 0;
  const [selected, setSelected] = useState(first);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
  });
  useEffect(() => {
    setSelected(first);
    virtual.scrollToIndex(first, { align: "center" });
  }, [first, virtual]);

  const select = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setSelected(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-step="${next + 1}"]`)
        ?.focus({ preventScroll: true });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, number> = {
      ArrowDown: selected + 1,
      ArrowUp: selected - 1,
      PageDown: selected + 10,
      PageUp: selected - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(to);
  };
  const shown = rows[selected];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={scroller} className="min-h-40 flex-1 overflow-y-auto">
        <ol
          aria-label="Steps"
          className="relative"
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <li key={item.index} className="absolute inset-x-0" style={{ top: item.start, height: rowPx }}>
                <StepRow
                  row={row}
                  number={item.index + 1}
                  isFirstDifference={item.index === divergence?.row}
                  selected={item.index === selected}
                  code={code}
                  parentCode={parentCode}
                  onSelect={() => {
                    select(item.index);
                    if (row.program !== null) onLine(row.program.line);
                  }}
                />
              </li>
            );
          })}
        </ol>
      </div>
      {shown === undefined ? null : (
        <StepDetail row={shown} number={selected + 1} single={parentCode === null} />
      )}
    </div>
  );
}

/** The chosen step's values in full. */
function StepDetail({ row, number, single }: { row: TraceRow; number: number; single: boolean }) {
  const differing = new Set(differingNames(row));
  const sides = single
    ? [{ name: "Program", step: row.program }]
    : [
        { name: "Mutant", step: row.program },
        { name: "Reference", step: row.parent },
      ];
  return (
    <section
      aria-label={`Step ${number}`}
      className="max-h-36 shrink-0 overflow-y-auto border-line border-t bg-sunken px-3 py-2 text-xs"
    >
      <div className={cn("grid gap-4", !single && "grid-cols-2")}>
        {sides.map(({ name, step }) => (
          <div key={name} className="min-w-0">
            <p className="text-faint">
              {name}
              {step === null ? ": no step here" : `, line ${step.line}`}
            </p>
            {step === null ? null : (
              <dl>
                {step.changed.map((change) => (
                  <div key={change.name} className="flex gap-1.5">
                    <dt className={cn("shrink-0", differing.has(change.name) && "font-semibold")}>
                      <code>{change.name}</code>
                      {differing.has(change.name) ? <span className="sr-only"> differs</span> : null}
                      {differing.has(change.name) ? " ≠" : " ="}
                    </dt>
                    <dd className="min-w-0">
                      <code className="break-all">{change.value}</code>
                    </dd>
                  </div>
                ))}
                {step.changed.length === 0 ? <dt className="text-muted">no variable changed</dt> : null}
                {step.ending === null ? null : (
                  <div className="flex gap-1.5">
                    <dt className="shrink-0">{step.ending.how}</dt>
                    <dd className="min-w-0">
                      <code className="break-all">{step.ending.text}</code>
                    </dd>
                  </div>
                )}
              </dl>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
