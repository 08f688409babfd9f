"use client";

import type { ProblemDetail } from "#server/datasets/schema";
import { StatementText } from "../problem/statement-text";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Skeleton } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { ProblemPicker } from "./problem-picker";
import type { ScoreDraft } from "./score-draft";

type ScoreInputsProps = {
  problemId: number | null;
  problem: { data: ProblemDetail | undefined; error: unknown };
  draft: ScoreDraft;
  onDraft: (patch: Partial<ScoreDraft>) => void;
  onProblem: (problemId: number | null) => void;
  onReference: () => void;
};

/** What the program is asked to do: a problem of a dataset with its tests, or words and asserts of one's own. */
export function ScoreInputs({
  problemId,
  problem,
  draft,
  onDraft,
  onProblem,
  onReference,
}: ScoreInputsProps) {
  const chosen = problem.data;
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <Field label="Problem">
        <ProblemPicker title={problemId === null ? null : (chosen?.title ?? "…")} onPick={onProblem} />
      </Field>
      {problemId === null ? (
        <>
          <Field label="Statement" htmlFor="statement" hint="The model reads it before the code.">
            <Textarea
              id="statement"
              rows={8}
              maxLength={50_000}
              value={draft.statement}
              placeholder="Write a function that…"
              onChange={(event) => onDraft({ statement: event.target.value })}
            />
          </Field>
          <Field label="Tests" htmlFor="tests" hint="One assert a line. Needed only for running the tests.">
            <Textarea
              id="tests"
              rows={6}
              spellCheck={false}
              className="font-mono text-xs leading-5"
              value={draft.tests}
              placeholder={"assert f(1) == 1"}
              onChange={(event) => onDraft({ tests: event.target.value })}
            />
          </Field>
        </>
      ) : chosen === undefined ? (
        problem.error === null ? (
          <div className="flex flex-col gap-3" aria-busy="true">
            <Skeleton className="h-3.5 w-full" />
            <Skeleton className="h-3.5 w-4/5" />
            <Skeleton className="h-3.5 w-3/5" />
          </div>
        ) : (
          <p role="alert" className="text-muted">
            {shownError(problem.error).message} Choose another problem.
          </p>
        )
      ) : (
        <>
          <StatementText text={chosen.statement} />
          <div className="flex items-center justify-between text-muted">
            <span>
              {chosen.tests.length} {chosen.tests.length === 1 ? "test" : "tests"}, {chosen.split} split
            </span>
            <Button size="xs" variant="ghost" disabled={chosen.referenceId === null} onClick={onReference}>
              Take the reference
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
