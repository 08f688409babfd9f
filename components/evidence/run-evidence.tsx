import type { RunView } from "#server/datasets/schema";
import { verdictPhrase } from "../ui/verdict-words";
import { Fact } from "./label-evidence";
import { durationText, lineRanges, outcomeSummary } from "./test-sentences";

/** The run behind the verdict: what it printed and where it broke, what it used and what it was allowed. */
export function RunEvidence({ run }: { run: RunView }) {
  return (
    <div className="px-3 py-2">
      {run.traceback === null ? null : <Output title="Traceback" text={run.traceback} />}
      {run.stdout === null || run.stdout === "" ? null : <Output title="Printed" text={run.stdout} />}
      <dl className="grid grid-cols-[7.5rem_1fr] gap-x-4 gap-y-1.5">
        <Fact term="Verdict">
          {verdictPhrase(run.verdict)}; {outcomeSummary(run.outcomes, run.outcomes.length)}
        </Fact>
        <Fact term="Executed lines">
          {run.executedLines === null
            ? "not known: it was stopped before it could say"
            : run.executedLines.length === 0
              ? "none"
              : lineRanges(run.executedLines)}
        </Fact>
        <Fact term="Time">
          {durationText(run.cpuUs)} of CPU, {durationText(run.wallUs)} in all; allowed{" "}
          {Math.round(run.cpuLimitMs)} ms and {Math.round(run.wallLimitMs)} ms
          {run.attempts > 1 ? `; ${run.attempts} attempts` : ""}
        </Fact>
        <Fact term="Memory">
          {run.peakKb === null ? "not known" : `${(run.peakKb / 1024).toFixed(0)} MiB at most`}
        </Fact>
        <Fact term="Sandbox">
          {run.provider}, {run.interpreter}, test suite version {run.suiteVersion}
        </Fact>
        <Fact term="Run">
          {run.id}, {run.at.toISOString().slice(0, 19).replace("T", " ")}
        </Fact>
      </dl>
    </div>
  );
}

function Output({ title, text }: { title: string; text: string }) {
  return (
    <figure className="mb-2.5">
      <figcaption className="mb-1 text-faint text-xs">{title}</figcaption>
      <pre className="max-h-48 overflow-auto rounded-md bg-sunken px-2.5 py-1.5 text-xs leading-5">
        {text}
      </pre>
    </figure>
  );
}
