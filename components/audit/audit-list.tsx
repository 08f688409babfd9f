// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed by a virtual list, which a <table> does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { AuditItem } from "#server/labels/schema";
import { recallList, rememberList } from "../datasets/list-memory";
import { cn } from "../ui/cn";
import { LabelMark } from "../ui/label-mark";
import { Skeleton } from "../ui/skeleton";
import { reasonName, SuspicionMark } from "../ui/suspicion-mark";
import { verdictPhrase } from "../ui/verdict-words";
import { auditKey } from "./audit-session";

const rowPx = 44;
const fetchAhead = 20;

type AuditListProps = {
  memoryKey: string;
  items: readonly AuditItem[];
  /** Decided in this sitting, so no longer among the open ones: they stay reachable on top. */
  decided: readonly AuditItem[];
  hrefOf: (item: AuditItem) => string;
  onOpen: (item: AuditItem, fresh: boolean) => void;
  more: boolean;
  loading: boolean;
  onMore: () => void;
};

export function AuditList(props: AuditListProps) {
  const { memoryKey, items, hrefOf, onOpen, more, loading, onMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const open = new Set(items.map(auditKey));
  const decided = props.decided.filter((item) => !open.has(auditKey(item)));
  const rows = [...decided, ...items];
  const [start] = useState(() => recallList(memoryKey));
  const [selected, setSelected] = useState(Math.max(0, start.selectedId ?? decided.length));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    initialOffset: start.offset,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= rows.length - fetchAhead) onMore();
  }, [more, loading, last, rows.length, onMore]);

  const offset = virtual.scrollOffset ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => rememberList(memoryKey, { offset, selectedId: selected }), 120);
    return () => clearTimeout(timer);
  }, [memoryKey, offset, selected]);

  // The list is what the page is for, so it has the keys from the start.
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);

  const select = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setSelected(next);
    virtual.scrollToIndex(next);
  };
  const enter = (index: number) => {
    const item = rows[index];
    if (item === undefined) return;
    rememberList(memoryKey, { offset: virtual.scrollOffset ?? 0, selectedId: index });
    onOpen(item, index >= decided.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => select(selected + 1),
      ArrowUp: () => select(selected - 1),
      Home: () => select(0),
      End: () => select(rows.length - 1),
      PageDown: () => select(selected + 10),
      PageUp: () => select(selected - 10),
      Enter: () => enter(selected),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Lines to audit"
      aria-rowcount={more ? -1 : rows.length}
      aria-activedescendant={rows[selected] === undefined ? undefined : `audit-${selected}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto outline-none"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map((row) => {
          const item = rows[row.index];
          return item === undefined ? null : (
            <AuditRow
              key={auditKey(item)}
              id={`audit-${row.index}`}
              item={item}
              done={row.index < decided.length}
              selected={row.index === selected}
              href={hrefOf(item)}
              top={row.start}
              onOpen={() => enter(row.index)}
            />
          );
        })}
      </div>
    </div>
  );
}

type AuditRowProps = {
  id: string;
  item: AuditItem;
  done: boolean;
  selected: boolean;
  href: string;
  top: number;
  onOpen: () => void;
};

function AuditRow({ id, item, done, selected, href, top, onOpen }: AuditRowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-selected={selected}
      data-audit={auditKey(item)}
      className={cn(
        "absolute inset-x-0 border-line border-b",
        selected ? "bg-selected" : "hover:bg-hover",
        done && "opacity-60",
      )}
      style={{ height: rowPx, top }}
    >
      <a
        role="gridcell"
        href={href}
        tabIndex={-1}
        className="grid h-full grid-cols-[1.25rem_minmax(8rem,14rem)_minmax(0,1fr)_minmax(8rem,15rem)] items-center gap-4 px-4"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <LabelMark label={item.label} glyphOnly />
        <span className="min-w-0">
          <span className="block truncate">{item.problemTitle}</span>
          <span className="block truncate text-faint text-xs">
            {item.operator ?? "reference"}, line {item.line}
          </span>
        </span>
        <code className="truncate text-[0.8125rem]">{item.lineText.trim() || "end of program"}</code>
        <span className="min-w-0 text-right text-xs">
          <span className="flex items-center justify-end gap-1.5">
            {done ? null : <SuspicionMark />}
            <span className="truncate">
              {done ? "decided in this sitting" : item.reasons.map(reasonName).join(", ")}
            </span>
          </span>
          <span className="block truncate text-faint">{verdictPhrase(item.verdict)}</span>
        </span>
      </a>
    </div>
  );
}

export function AuditListSkeleton() {
  return (
    <div aria-busy="true">
      {Array.from({ length: 10 }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          key={index}
          className="flex items-center gap-6 border-line border-b px-4"
          style={{ height: rowPx }}
        >
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-28" />
        </div>
      ))}
    </div>
  );
}
