"use client";

import { type KeyboardEvent, useState } from "react";
import type { Intent } from "#server/core/vocabulary";
import type { OperatorInfo } from "#server/mutation/schema";
import { matchOperators } from "../operators/match-operators";
import { intentWords } from "../operators/operator-words";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { Skeleton } from "../ui/skeleton";

type OperatorPickerProps = {
  operators: OperatorInfo[] | undefined;
  error: unknown;
  /** Null: all. */
  chosen: string[] | null;
  onChoose: (chosen: string[] | null) => void;
};

const groups: readonly Intent[] = ["mutate", "refactor"];

/** The operators by intent, found by typing; all or none of what is found at once. */
export function OperatorPicker({ operators, error, chosen, onChoose }: OperatorPickerProps) {
  const [search, setSearch] = useState("");
  if (!operators) {
    return error ? (
      <p role="alert">The operators could not be listed: {shownError(error).message}</p>
    ) : (
      <Skeleton className="h-64" />
    );
  }
  const ids = operators.map((operator) => operator.id);
  const on = new Set(chosen ?? ids);
  const set = (changed: readonly string[], to: boolean) => {
    const list = ids.filter((id) => (changed.includes(id) ? to : on.has(id)));
    onChoose(list.length === ids.length ? null : list);
  };
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label="Search operators"
        placeholder="Search operators by name, sentence or code"
        maxLength={100}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          // Enter would start the build.
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      <div className="grid grid-cols-2 gap-4">
        {groups.map((intent) => (
          <OperatorGroup
            key={intent}
            intent={intent}
            shown={matchOperators(operators, { search, intent })}
            of={operators.filter((operator) => operator.intent === intent).length}
            on={on}
            onSet={set}
          />
        ))}
      </div>
    </div>
  );
}

type OperatorGroupProps = {
  intent: Intent;
  shown: readonly OperatorInfo[];
  /** How many there are, found or not. */
  of: number;
  on: ReadonlySet<string>;
  onSet: (ids: readonly string[], to: boolean) => void;
};

function OperatorGroup({ intent, shown, of, on, onSet }: OperatorGroupProps) {
  const ids = shown.map(({ id }) => id);
  const all = ids.every((id) => on.has(id));
  const found = shown.length < of;
  return (
    <fieldset className="min-w-0" onKeyDown={moveBetween}>
      <legend className="mb-1 flex w-full items-center justify-between gap-2">
        <span className="font-medium">
          {intentWords[intent]}{" "}
          <span className="tabular font-normal text-faint">
            {ids.filter((id) => on.has(id)).length} of {shown.length}
            {found ? " found" : ""}
          </span>
        </span>
        <Button
          variant="link"
          size="inline"
          className="font-normal text-xs"
          disabled={shown.length === 0}
          onClick={() => onSet(ids, !all)}
        >
          {all ? "None" : "All"}
        </Button>
      </legend>
      <div className="h-60 overflow-y-auto rounded-md border border-line p-1">
        {shown.length === 0 ? <p className="px-1.5 py-1 text-faint">No operator matches.</p> : null}
        {shown.map(({ id, summary }) => (
          <label
            key={id}
            htmlFor={`operator-${id}`}
            title={summary}
            className="flex h-6 items-center gap-2 rounded-sm px-1.5 hover:bg-hover"
          >
            <Checkbox
              id={`operator-${id}`}
              checked={on.has(id)}
              onCheckedChange={(checked) => onSet([id], checked === true)}
            />
            <span className="truncate">{id}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The arrows go from box to box: fifty tab stops are no way through a list. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="checkbox"]')];
  const at = boxes.findIndex((box) => box.contains(document.activeElement));
  if (at < 0) return;
  event.preventDefault();
  boxes[Math.max(0, Math.min(boxes.length - 1, at + by))]?.focus();
}
