"use client";

import type { ReactNode } from "react";
import type { LineScores } from "#server/prm/schema";
import type { RunResult } from "#server/verification/schema";
import { scoreColor, scoreText } from "../code-view/score-ramp";
import { outcomeSummary, outcomeWords, testAnswer } from "../evidence/test-sentences";
import type { ShownError } from "../trpc/app-error";
import { cn } from "../ui/cn";
import { SuspicionMark } from "../ui/suspicion-mark";
import { verdictPhrase } from "../ui/verdict-words";
import { agreement, firstFailingTest } from "./agreement";

export type TestRun = {
  result: RunResult;
  tests: readonly { source: string }[];
  refused: readonly { source: string; reason: string }[];
};
type Part<T> = { data: T | null; error: ShownError | null; pending: boolean };

type ScoreResultsProps = {
  scores: Part<LineScores>;
  run: Part<TestRun>;
  /** The code was changed since; what is shown is of the code before. */
  scoresOld: boolean;
  runOld: boolean;
  lineCount: number;
  inSample: boolean;
  onLine: (line: number) => void;
  /** What else there is to say of the current line. */
  children?: ReactNode;
};

export function ScoreResults(props: ScoreResultsProps) {
  const { scores, run, scoresOld, runOld, lineCount } = props;
  const both = scores.data !== null && run.data !== null && !scoresOld && !runOld;
  const words = both && scores.data && run.data ? agreement(scores.data, run.data.result, lineCount) : null;
  return (
    <div className="flex h-full flex-col overflow-y-auto" aria-live="polite">
      {words === null ? null : (
        <p
          className="flex items-baseline gap-2 border-line border-b bg-sunken px-4 py-2.5"
          data-agree={words.agree}
        >
          {words.agree === false ? <SuspicionMark /> : null}
          <span>{words.text}</span>
        </p>
      )}
      <section aria-label="Scores" className="border-line border-b px-4 py-3">
        <h2 className="mb-2 flex items-baseline gap-2 font-medium">
          Model
          <Freshness pending={scores.pending} old={scoresOld} word="scoring…" />
        </h2>
        {scores.error === null ? null : <Failure what="Not scored" error={scores.error} />}
        {scores.data === null ? (
          scores.error === null && !scores.pending ? (
            <p className="text-muted">The model's score of each line will stand beside it.</p>
          ) : null
        ) : (
          <ScoreFacts
            scores={scores.data}
            old={scoresOld}
            lineCount={lineCount}
            inSample={props.inSample}
            onLine={props.onLine}
          />
        )}
      </section>
      {props.children}
      <section aria-label="Tests" className="px-4 py-3">
        <h2 className="mb-2 flex items-baseline gap-2 font-medium">
          Tests
          <Freshness pending={run.pending} old={runOld} word="running…" />
        </h2>
        {run.error === null ? null : <Failure what="Not run" error={run.error} />}
        {run.data === null ? (
          run.error === null && !run.pending ? (
            <p className="text-muted">Run the tests to see whether the program really works.</p>
          ) : null
        ) : (
          <RunFacts run={run.data} old={runOld} />
        )}
      </section>
    </div>
  );
}

function Freshness({ pending, old, word }: { pending: boolean; old: boolean; word: string }) {
  const text = pending ? word : old ? "of the code before your last change" : "";
  return <span className="font-normal text-faint text-xs">{text}</span>;
}

function Failure({ what, error }: { what: string; error: ShownError }) {
  return (
    <p role="alert" className="mb-2">
      <span className="font-medium">{what}.</span> {error.message}{" "}
      <span className="text-muted">
        {error.retryable ? "Your code is kept; try again in a moment." : "Your code is kept."}
      </span>
    </p>
  );
}

type ScoreFactsProps = { scores: LineScores; old: boolean } & Pick<
  ScoreResultsProps,
  "lineCount" | "inSample" | "onLine"
>;

function ScoreFacts({ scores, old, lineCount, inSample, onLine }: ScoreFactsProps) {
  const at = scores.firstError;
  const score = at === null ? null : scores.scores[at - 1];
  return (
    <div className={cn(old && "opacity-60")}>
      {at === null ? (
        <p className="mb-2">No line scores below {scoreText(scores.threshold)}.</p>
      ) : (
        <p className="mb-2">
          First error:{" "}
          <button type="button" className="text-link hover:underline" onClick={() => onLine(at)}>
            {at > lineCount ? "end of program" : `line ${at}`}
          </button>
          {score === null || score === undefined ? null : <>, score {scoreText(score)}</>}
        </p>
      )}
      {inSample ? (
        <p className="mb-2 flex items-baseline gap-1.5">
          <SuspicionMark />
          <span>In-sample: the model was trained on this problem, so its scores here flatter it.</span>
        </p>
      ) : null}
      <dl className="grid grid-cols-[6.5rem_1fr] gap-x-3 gap-y-1">
        <dt className="text-faint">Program</dt>
        <dd className="tabular flex items-center gap-2">
          {scores.aggregate === null ? (
            "no score"
          ) : (
            <>
              <span
                className="h-3.5 w-1.5"
                style={{ background: scoreColor(scores.aggregate, scores.threshold) }}
              />
              {scoreText(scores.aggregate)}
            </>
          )}
        </dd>
        <dt className="text-faint">Threshold</dt>
        <dd className="tabular">{scoreText(scores.threshold)}</dd>
        <dt className="text-faint">Scores</dt>
        <dd>
          {scores.calibrated
            ? "calibrated: they read as probabilities for code like that it was calibrated on"
            : "not calibrated: an ordering, not probabilities"}
        </dd>
        <dt className="text-faint">Model</dt>
        <dd>
          {scores.model} <span className="text-faint">{scores.modelDigest.slice(0, 12)}</span>
        </dd>
        <dt className="text-faint">Read</dt>
        <dd className="tabular">
          {scores.tokens.toLocaleString("en")} tokens{" "}
          {scores.windows === 1 ? "in one window" : `in the longest of ${scores.windows} windows`}
        </dd>
      </dl>
    </div>
  );
}

function RunFacts({ run, old }: { run: TestRun; old: boolean }) {
  const { result, tests, refused } = run;
  return (
    <div className={cn(old && "opacity-60")}>
      <p className="mb-2" data-verdict={result.verdict}>
        <span className="font-medium">
          {verdictPhrase(result.verdict, { tests: tests.length, failingTest: firstFailingTest(result) })}
        </span>
        {result.message === null ? null : <span className="text-muted">; {result.message}</span>}
        <span className="text-faint">; {outcomeSummary(result.outcomes, tests.length)}</span>
      </p>
      <ol aria-label="Tests">
        {tests.map((test, index) => {
          const outcome = result.outcomes.find((candidate) => candidate.test === index);
          const answer = outcome === undefined ? null : testAnswer(outcome);
          const failure = outcome !== undefined && !["passed", "not-run"].includes(outcome.outcome);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a test is known by its position
              key={index}
              data-outcome={outcome?.outcome ?? "not-run"}
              className="border-line border-t py-1.5"
            >
              <span className="flex items-baseline justify-between gap-3 text-xs">
                <span className="tabular text-faint">test {index + 1}</span>
                <span className={failure ? "font-medium" : "text-faint"}>
                  {outcomeWords[outcome?.outcome ?? "not-run"]}
                </span>
              </span>
              <code className="block whitespace-pre-wrap break-words text-xs leading-5">{test.source}</code>
              {failure && answer !== null ? (
                <span className="text-muted text-xs">
                  {outcome.outcome === "raised" ? "raised " : "got "}
                  <code className="break-all">{answer}</code>
                </span>
              ) : null}
            </li>
          );
        })}
      </ol>
      {refused.length === 0 ? null : (
        <div className="mt-2">
          <p className="font-medium">
            {refused.length === 1 ? "One test was left out" : `${refused.length} tests were left out`}
          </p>
          <ul className="text-muted text-xs">
            {refused.map((test) => (
              <li key={test.source}>
                <code>{test.source}</code>: {test.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
