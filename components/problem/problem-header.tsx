"use client";

import Link from "next/link";
import type { MutantRow, ProblemDetail } from "#server/datasets/schema";
import { type noFilter, verdictCounts } from "../evidence/mutant-filter";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { Kbd } from "../ui/kbd";
import { verdictPhrase } from "../ui/verdict-words";
import type { ProblemLocation } from "./problem-location";
import type { ProblemActions } from "./use-problem-keys";
import type { GoTo } from "./use-problem-location";

type ProblemHeaderProps = {
  problem: ProblemDetail;
  mutants: readonly MutantRow[];
  place: ProblemLocation;
  go: GoTo;
  actions: ProblemActions;
};

/** Which problem it is, and what became of its mutants: each count narrows the list of mutants below. */
export function ProblemHeader({ problem, mutants, place, go, actions }: ProblemHeaderProps) {
  const counts = verdictCounts(mutants);
  const show = (filter: Partial<typeof noFilter>) => go({ filter: { ...place.filter, ...filter } });
  return (
    <header className="shrink-0 border-line border-b bg-surface">
      <div className="flex h-10 items-center gap-2 px-3">
        <Link
          href={`/datasets/${problem.dataset.id}`}
          className="shrink-0 text-muted hover:text-ink hover:underline"
        >
          {problem.dataset.name}
        </Link>
        <span aria-hidden="true" className="text-faint">
          /
        </span>
        <span className="truncate font-semibold text-base">{problem.title}</span>
        <code className="shrink-0 text-faint text-xs">{problem.key}</code>
        <span className="ml-auto flex shrink-0 items-center gap-1">
          <Button
            size="xs"
            variant="ghost"
            disabled={problem.previousId === null}
            onClick={() => actions.moveProblem(-1)}
            aria-label="Previous problem"
          >
            Previous <Kbd keys="[" />
          </Button>
          <Button
            size="xs"
            variant="ghost"
            disabled={problem.nextId === null}
            onClick={() => actions.moveProblem(1)}
            aria-label="Next problem"
          >
            Next <Kbd keys="]" />
          </Button>
        </span>
      </div>
      <fieldset
        className="flex min-h-9 flex-wrap items-center gap-1 px-3 pb-2"
        aria-label="What the mutants do"
      >
        <Chip
          pressed={place.filter.verdict === null}
          label={mutants.length === 1 ? "mutant" : "mutants"}
          count={mutants.length}
          onClick={() => show({ verdict: null })}
        />
        {counts.map(({ verdict, count }) => (
          <Chip
            key={verdict}
            data-verdict={verdict}
            pressed={place.filter.verdict === verdict}
            label={verdictPhrase(verdict)}
            count={count}
            onClick={() => show({ verdict: place.filter.verdict === verdict ? null : verdict })}
          />
        ))}
        <Button
          size="xs"
          variant="ghost"
          className="ml-auto"
          aria-pressed={place.matrix}
          onClick={actions.toggleMatrix}
        >
          Kill matrix <Kbd keys="x" />
        </Button>
      </fieldset>
    </header>
  );
}
