"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { splitLines } from "#server/core/lines";
import type { ProblemDetail } from "#server/datasets/schema";
import type { ProgramDetail } from "#server/labels/schema";
import { shownError } from "../../trpc/app-error";
import { useTRPC } from "../../trpc/client";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Select } from "../../ui/select";
import { Skeleton } from "../../ui/skeleton";
import { isFailure, testQuestion } from "../test-sentences";
import { TraceEndings } from "./trace-endings";
import { TraceSteps } from "./trace-steps";
import { divergenceText } from "./trace-words";

/** A trace costs a run of both programs; the same one asked for again soon is the same. */
const staleMs = 5 * 60_000;
const maxQuestion = 60;

type TraceEvidenceProps = {
  problem: ProblemDetail;
  program: ProgramDetail;
  onLine: (line: number) => void;
};

/** What the program's lines do in one test, beside the reference's: made when it is looked at. */
export function TraceEvidence({ problem, program, onLine }: TraceEvidenceProps) {
  const trpc = useTRPC();
  const firstFailing = program.run?.outcomes.find((outcome) => isFailure(outcome))?.test;
  const [chosen, setChosen] = useState<{ programId: number; test: number } | null>(null);
  const test =
    chosen?.programId === program.id ? chosen.test : (firstFailing ?? problem.tests[0]?.ordinal ?? 0);
  const trace = useQuery(
    trpc.runs.trace.queryOptions(
      { programId: program.id, test },
      {
        enabled: problem.tests.length > 0,
        staleTime: staleMs,
        retry: false,
        trpc: { context: { skipBatch: true } },
      },
    ),
  );
  const code = useMemo(() => splitLines(program.code), [program.code]);
  const parentCode = useMemo(
    () => (program.parentCode === null ? null : splitLines(program.parentCode)),
    [program.parentCode],
  );
  if (problem.tests.length === 0) {
    return <EmptyState className="py-6" title="The problem has no tests to follow" />;
  }
  return (
    <div className="flex h-full min-h-64 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-3 py-1.5 text-sm">
        <Select
          label="Test to follow"
          className="h-6 max-w-80 px-2 text-xs"
          value={String(test)}
          onValueChange={(value) => setChosen({ programId: program.id, test: Number(value) })}
          options={problem.tests.map(({ ordinal, spec }) => ({
            value: String(ordinal),
            label: `test ${ordinal + 1}: ${shortened(testQuestion(spec))}`,
          }))}
        />
        <p aria-live="polite" className="min-w-0 text-muted">
          {trace.data === undefined ? null : divergenceText(trace.data)}
        </p>
      </div>
      {trace.isPending ? (
        <div className="flex flex-col gap-3 p-3" aria-busy="true">
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} className="h-6" />
          ))}
        </div>
      ) : trace.isError ? (
        <ErrorState
          className="py-6"
          title="The test could not be followed"
          message={shownError(trace.error).message}
          onRetry={() => void trace.refetch()}
        />
      ) : (
        <>
          {parentCode === null ? null : <TraceEndings trace={trace.data} />}
          <TraceSteps
            key={`${program.id} ${test}`}
            trace={trace.data}
            code={code}
            parentCode={parentCode}
            onLine={onLine}
          />
        </>
      )}
    </div>
  );
}

function shortened(text: string): string {
  return text.length > maxQuestion ? `${text.slice(0, maxQuestion - 1)}…` : text;
}
