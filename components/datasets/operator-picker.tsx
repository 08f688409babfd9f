"use client";

import type { Intent } from "#server/core/vocabulary";
import type { OperatorInfo } from "#server/mutation/schema";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Skeleton } from "../ui/skeleton";

type OperatorPickerProps = {
  operators: OperatorInfo[] | undefined;
  error: unknown;
  /** Null: all. */
  chosen: string[] | null;
  onChoose: (chosen: string[] | null) => void;
};

const intents: { intent: Intent; title: string }[] = [
  { intent: "mutate", title: "Meant to break" },
  { intent: "refactor", title: "Meant to keep behaviour" },
];

export function OperatorPicker({ operators, error, chosen, onChoose }: OperatorPickerProps) {
  if (!operators) {
    return error ? (
      <p role="alert">The operators could not be listed: {shownError(error).message}</p>
    ) : (
      <Skeleton className="h-56" />
    );
  }
  const ids = operators.map((operator) => operator.id);
  const on = new Set(chosen ?? ids);
  const set = (next: Set<string>) => {
    const list = ids.filter((id) => next.has(id));
    onChoose(list.length === ids.length ? null : list);
  };
  return (
    <div className="grid grid-cols-2 gap-4">
      {intents.map(({ intent, title }) => {
        const group = operators.filter((operator) => operator.intent === intent);
        const groupOn = group.filter((operator) => on.has(operator.id)).length;
        const all = groupOn === group.length;
        return (
          <fieldset key={intent} className="min-w-0">
            <legend className="mb-1 flex w-full items-center justify-between gap-2">
              <span className="font-medium">
                {title}{" "}
                <span className="tabular font-normal text-faint">
                  {groupOn} of {group.length}
                </span>
              </span>
              <Button
                variant="link"
                size="inline"
                className="font-normal text-xs"
                onClick={() => {
                  const next = new Set(on);
                  for (const operator of group) {
                    if (all) next.delete(operator.id);
                    else next.add(operator.id);
                  }
                  set(next);
                }}
              >
                {all ? "None" : "All"}
              </Button>
            </legend>
            <div className="max-h-60 overflow-y-auto rounded-md border border-line p-1">
              {group.map((operator) => (
                <label
                  key={operator.id}
                  htmlFor={`operator-${operator.id}`}
                  title={operator.summary}
                  className="flex h-6 items-center gap-2 rounded-sm px-1.5 hover:bg-hover"
                >
                  <Checkbox
                    id={`operator-${operator.id}`}
                    checked={on.has(operator.id)}
                    onCheckedChange={(checked) => {
                      const next = new Set(on);
                      if (checked === true) next.add(operator.id);
                      else next.delete(operator.id);
                      set(next);
                    }}
                  />
                  <span className="truncate">{operator.id}</span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
