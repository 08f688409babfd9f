"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { intents } from "#server/core/vocabulary";
import { Page } from "../shell/page";
import { shownError } from "../trpc/app-error";
import { Chip } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { OperatorEntry } from "./operator-entry";
import { intentWords, operatorsLead, operatorsTitle } from "./operator-words";
import { useOperators } from "./use-operators";

/** The catalogue of rewrite rules, each with an example before and after. */
export function OperatorsPage() {
  const [intent, setIntent] = useQueryState("intent", parseAsStringLiteral(intents));
  const operators = useOperators();
  const all = operators.data;
  const shown = all?.filter((operator) => intent === null || operator.intent === intent);
  const count = (of: (typeof intents)[number]) =>
    all ? all.filter((operator) => operator.intent === of).length : null;
  return (
    <Page
      title={operatorsTitle}
      lead={operatorsLead}
      actions={
        <fieldset className="flex gap-1.5">
          <legend className="sr-only">Filter by intent</legend>
          <Chip
            label="All"
            pressed={intent === null}
            count={all?.length ?? null}
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
          <EmptyState title="No operator of this intent" />
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
