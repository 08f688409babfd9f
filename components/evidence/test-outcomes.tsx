import type { ProblemDetail } from "#server/datasets/schema";
import type { TestOutcome } from "#server/verification/schema";
import { cn } from "../ui/cn";
import { isFailure, outcomeWords, testAnswer, testExpectation, testQuestion } from "./test-sentences";

type Tests = ProblemDetail["tests"];

/** Every test with what it asks, what it wants and what the program did, failures first where asked. */
export function TestOutcomes({ tests, outcomes }: { tests: Tests; outcomes: readonly TestOutcome[] }) {
  const byTest = new Map(outcomes.map((outcome) => [outcome.test, outcome]));
  return (
    <ol aria-label="Tests" className="flex flex-col">
      {tests.map((test) => (
        <TestRow key={test.ordinal} test={test} outcome={byTest.get(test.ordinal)} />
      ))}
    </ol>
  );
}

function TestRow({ test, outcome }: { test: Tests[number]; outcome: TestOutcome | undefined }) {
  const failure = isFailure(outcome);
  const expectation = testExpectation(test.spec);
  const answer = outcome === undefined ? null : testAnswer(outcome);
  return (
    <li
      data-test={test.ordinal + 1}
      data-outcome={outcome?.outcome ?? "not-run"}
      className="flex gap-3 border-line border-b px-3 py-1.5 last:border-b-0"
    >
      <span className="tabular w-6 shrink-0 pt-px text-right text-faint text-xs">{test.ordinal + 1}</span>
      <div className="min-w-0 flex-1">
        <code className="block overflow-x-auto whitespace-pre text-xs leading-5">
          {testQuestion(test.spec)}
        </code>
        <dl className={cn("mt-0.5 grid grid-cols-[4.5rem_1fr] gap-x-2 text-xs", !failure && "text-muted")}>
          {expectation !== null && (failure || outcome === undefined) ? (
            <Pair term="expected" value={expectation} />
          ) : null}
          {answer !== null ? (
            <Pair
              term={outcome?.outcome === "raised" ? "raised" : failure ? "got" : "returned"}
              value={answer}
            />
          ) : null}
        </dl>
      </div>
      <span className={cn("shrink-0 text-xs", failure ? "font-medium text-ink" : "text-faint")}>
        {outcomeWords[outcome?.outcome ?? "not-run"]}
        {outcome?.line === undefined ? "" : `, line ${outcome.line}`}
      </span>
    </li>
  );
}

function Pair({ term, value }: { term: string; value: string }) {
  return (
    <>
      <dt className="text-faint">{term}</dt>
      <dd className="min-w-0">
        <code className="break-all">{value}</code>
      </dd>
    </>
  );
}
