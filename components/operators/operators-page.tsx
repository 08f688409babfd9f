"use client";

import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useRef } from "react";
import { intents } from "#server/core/vocabulary";
import { Page } from "../shell/page";
import { useShortcuts } from "../shell/shortcuts";
import { shownError } from "../trpc/app-error";
import { Chip } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Skeleton } from "../ui/skeleton";
import { matchOperators } from "./match-operators";
import { OperatorEntry } from "./operator-entry";
import { intentWords, operatorsLead, operatorsTitle } from "./operator-words";
import { useOperators } from "./use-operators";

/** The catalogue of rewrite rules, each with an example before and after. */
export function OperatorsPage() {
  const [intent, setIntent] = useQueryState("intent", parseAsStringLiteral(intents));
  const operators = useOperators();
  const all = operators.data;
  const [search, setSearch] = useQueryState("q", parseAsString.withDefault(""));
  const searchRef = useRef<HTMLInputElement>(null);
  const found = all && matchOperators(all, { search });
  const shown = found?.filter((operator) => intent === null || operator.intent === intent);
  const count = (of: (typeof intents)[number]) =>
    found ? found.filter((operator) => operator.intent === of).length : null;
  useShortcuts([
    { keys: "/", label: "Search operators", group: "Operators", run: () => searchRef.current?.focus() },
  ]);
  const ready = all !== undefined;
  useEffect(() => {
    // The browser looked for the address's place before the list was there.
    if (ready && location.hash !== "") location.replace(location.hash);
  }, [ready]);
  return (
    <Page
      title={operatorsTitle}
      lead={operatorsLead}
      actions={
        <>
          <Input
            ref={searchRef}
            type="search"
            aria-label="Search operators"
            placeholder="Search name, sentence, code"
            maxLength={100}
            value={search}
            onChange={(event) => void setSearch(event.target.value || null)}
            className="w-56"
          />
          <fieldset className="flex gap-1.5">
            <legend className="sr-only">Filter by intent</legend>
            <Chip
              label="All"
              pressed={intent === null}
              count={found?.length ?? null}
              onClick={() => void setIntent(null)}
            />
            {intents.map((value) => (
              <Chip
                key={value}
                label={intentWords[value]}
                pressed={intent === value}
                count={count(value)}
                onClick={() => void setIntent(value)}
              />
            ))}
          </fieldset>
        </>
      }
    >
      {shown ? (
        shown.length > 0 ? (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {shown.map((operator) => (
              <OperatorEntry key={operator.id} operator={operator} />
            ))}
          </ul>
        ) : (
          <EmptyState title="No operator matches" />
        )
      ) : operators.isError ? (
        <ErrorState
          title="The operators could not be listed"
          message={shownError(operators.error).message}
          onRetry={() => void operators.refetch()}
        />
      ) : (
        <div aria-hidden="true" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {["a", "b", "c", "d", "e", "f"].map((row) => (
            <div key={row} className="flex h-20 items-center gap-8 px-4">
              <Skeleton className="h-4 w-48" />
              <Skeleton className="h-8 flex-1" />
            </div>
          ))}
        </div>
      )}
    </Page>
  );
}
