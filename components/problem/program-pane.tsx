"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import type { ProblemDetail } from "#server/datasets/schema";
import type { LineView, ProgramDetail } from "#server/labels/schema";
import { CodeSkeleton } from "../code-view/code-skeleton";
import { CodeView } from "../code-view/code-view";
import { DecisionBar, type DecisionFields } from "../labels/decision-bar";
import { chooseValue, type Decisions } from "../labels/use-decisions";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Kbd } from "../ui/kbd";
import { toast } from "../ui/toast";
import { VerdictText } from "../ui/verdict-text";
import type { ProblemLocation } from "./problem-location";
import type { ProblemData } from "./use-problem-data";
import type { ProblemActions } from "./use-problem-keys";
import type { GoTo } from "./use-problem-location";

type ProgramPaneProps = {
  page: ProblemData;
  problem: ProblemDetail;
  place: ProblemLocation;
  go: GoTo;
  current: number | null;
  line: LineView | null;
  decisions: Decisions;
  fields: DecisionFields;
  actions: ProblemActions;
  nextName: string;
};

/** The shown program with the decision on its current line. */
export function ProgramPane(props: ProgramPaneProps) {
  const { page, problem, place, go, current, line, decisions, fields, actions } = props;
  const { data: program } = page;
  const edit = useMemo(
    () =>
      program === undefined || program.parentCode === null
        ? null
        : { code: program.code, hunks: program.hunks },
    [program],
  );
  if (problem.referenceId === null && place.mutant === null) {
    return (
      <EmptyState className="h-full" title="No reference program">
        The problem was imported without a solution, so there is nothing to make mutants of.
      </EmptyState>
    );
  }
  if ((page.program.isError || page.foreign) && program === undefined) {
    return (
      <ErrorState
        className="h-full"
        title={place.mutant === null ? "The program could not be loaded" : "This mutant could not be loaded"}
        message={page.foreign ? "It belongs to another problem." : shownError(page.program.error).message}
        advice={
          place.mutant === null ? null : (
            <button type="button" className="text-link" onClick={() => go({ mutant: null, line: null })}>
              Show the reference
            </button>
          )
        }
        onRetry={() => void page.program.refetch()}
      />
    );
  }
  const name = program?.origin === "mutant" ? `mutant ${program.id}` : "reference";
  return (
    <div className="flex h-full min-w-0 flex-col">
      <ProgramBar program={program} problem={problem} place={place} onClose={actions.close} />
      <div className="min-h-0 flex-1" data-program={program?.id}>
        {program === undefined ? (
          <CodeSkeleton lines={14} />
        ) : (
          <CodeView
            name={`${name} of ${problem.title}`}
            code={program.parentCode ?? program.code}
            edit={edit}
            gutter={page.gutter}
            dots={page.dots}
            markers={page.markers}
            current={current}
            onCurrent={(next) => go({ line: next })}
            onMutant={(id) => (id === place.mutant ? actions.close() : go({ mutant: id, line: null }))}
            onMoreMutants={(parentLine) =>
              go({ mutant: null, line: parentLine, filter: { ...place.filter, scope: "line" } })
            }
            columns={{ labels: true, scores: program.scores !== null }}
          />
        )}
      </div>
      <DecisionBar
        programName={name}
        line={line}
        text={program?.code.split("\n")[(current ?? 0) - 1] ?? ""}
        draft={decisions.draft}
        hasDraft={decisions.hasDraft}
        fields={fields}
        onChoose={(value) => chooseValue(decisions, value)}
        onChange={decisions.change}
        onCommit={actions.commit}
        onCommitNext={actions.commitNext}
        onDiscard={() => decisions.change(null)}
        nextName={props.nextName}
      />
    </div>
  );
}

type ProgramBarProps = {
  program: ProgramDetail | undefined;
  problem: ProblemDetail;
  place: ProblemLocation;
  onClose: () => void;
};

/** Which program is shown. A mutant stands inline against its original, so this says that it is one. */
function ProgramBar({ program, problem, place, onClose }: ProgramBarProps) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-2 border-line border-b px-3" aria-live="polite">
      {place.mutant === null ? (
        <>
          <span className="font-medium">Reference</span>
          {program === undefined ? null : (
            <VerdictText
              verdict={program.verdict}
              tests={problem.tests.length}
              className="truncate text-muted"
            />
          )}
          {program !== undefined && problem.mutants.length === 0 && program.verdict === null ? (
            <BuildOffer datasetId={problem.dataset.id} />
          ) : null}
        </>
      ) : (
        <>
          <span className="shrink-0 font-medium">Mutant</span>
          <span className="shrink-0">{program?.operator}</span>
          {program?.intent ? <Badge>{program.intent}</Badge> : null}
          {program === undefined ? null : (
            <VerdictText
              verdict={program.verdict}
              tests={problem.tests.length}
              message={program.run?.message}
              className="truncate text-muted"
            />
          )}
          <Button size="xs" variant="ghost" className="ml-auto" onClick={onClose}>
            Show the reference <Kbd keys="escape" />
          </Button>
        </>
      )}
    </div>
  );
}

function BuildOffer({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const build = useMutation(
    trpc.datasets.build.mutationOptions({
      onError: (error) =>
        toast("The build could not be started", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  return (
    <span className="ml-auto flex items-center gap-2 text-muted text-xs">
      {build.isSuccess ? (
        <>
          Building;{" "}
          <Link href="/jobs" className="text-link hover:underline">
            watch it
          </Link>
        </>
      ) : (
        <>
          Not built yet: no mutants, no labels.
          <Button
            size="xs"
            variant="primary"
            disabled={build.isPending}
            onClick={() => build.mutate({ datasetId })}
          >
            Build the dataset
          </Button>
        </>
      )}
    </span>
  );
}
