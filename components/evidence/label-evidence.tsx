import Link from "next/link";
import type { ReactNode } from "react";
import type { LineView, ProgramDetail } from "#server/labels/schema";
import { labelWord, overrideReasonWords, sourceWords } from "../labels/label-words";
import { TaughtFact } from "../teacher/taught-fact";
import { LabelMark } from "../ui/label-mark";
import { reasonMeaning, reasonName, SuspicionMark } from "../ui/suspicion-mark";

/** How the label came about: what the rule read, what was decided, how the mutant was drawn, what makes it suspicious. */
export function LabelEvidence({ program, line }: { program: ProgramDetail; line: LineView | null }) {
  return (
    <dl className="grid grid-cols-[7.5rem_1fr] gap-x-4 gap-y-2 px-3 py-2">
      <Fact term="Derivation">
        {program.derivation ?? "Not labelled yet: its run is not there."}
        <span className="ml-1.5 text-faint">{program.rule}</span>
      </Fact>
      {line === null ? null : (
        <Fact term={line.kind === "end-of-program" ? "End of program" : `Line ${line.line}`}>
          <span className="flex flex-wrap items-center gap-x-2">
            <LabelMark label={line.label} />
            <span className="text-muted">
              {sourceWords[line.from]}
              {line.from === "override" && line.annotator ? ` by ${line.annotator}` : ""}
              {line.reason === null ? "" : `: ${overrideReasonWords[line.reason].name}`}
            </span>
          </span>
          <p className="text-muted">
            The rule says {labelWord(line.automatic)}
            {line.parentLine === null ? "" : `; its line in the reference is ${line.parentLine}`}.
          </p>
        </Fact>
      )}
      {program.reasons.length === 0 ? null : (
        <Fact term="Suspicion">
          <ul>
            {program.reasons.map((reason) => (
              <li key={reason} className="flex items-baseline gap-1.5">
                <SuspicionMark />
                <span>
                  {reasonName(reason)} <span className="text-muted">{reasonMeaning(reason)}</span>
                  {reason === "prm-disagrees" && program.disagreement !== null ? (
                    <span className="text-muted">
                      : {program.disagreement.score.toFixed(2)} for being correct, by{" "}
                      {program.disagreement.model}, which was not trained on this problem
                    </span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {program.operator === null ? null : (
        <>
          {program.taught === null ? (
            <Fact term="Operator">
              <Link href={`/operators#${program.operator}`} className="text-link hover:underline">
                {program.operator}
              </Link>{" "}
              <span className="text-muted">{program.operatorSummary}</span>
            </Fact>
          ) : (
            <Fact term="LLM teacher">
              <TaughtFact taught={program.taught} />
            </Fact>
          )}
          <Fact term="Intent">
            {program.intent === "refactor"
              ? "refactor: meant to keep the behaviour"
              : "mutate: meant to break it"}
          </Fact>
          <Fact term="Sampling">
            {program.siteIndex === null || program.siteCount === null
              ? "not recorded"
              : program.taught === null
                ? `site ${program.siteIndex + 1} of ${program.siteCount} that the operator has in this program`
                : `rewrite ${program.siteIndex + 1} of ${program.siteCount} in the reply`}
            {program.probability === null ? "" : `, kept with probability ${program.probability.toFixed(3)}`}
          </Fact>
          <Fact term="Label line">
            {program.labelLine === null
              ? "none"
              : program.labelLine > program.code.split("\n").length
                ? "end of program"
                : `line ${program.labelLine}, where a reader going down first sees the change`}
          </Fact>
        </>
      )}
      {program.scores === null ? null : (
        <Fact term="Scores">
          {program.scores.model}, threshold {program.scores.threshold.toFixed(2)}
          {program.scores.inSample ? (
            <span className="text-muted">; in-sample: the model was trained on this problem</span>
          ) : null}
        </Fact>
      )}
    </dl>
  );
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
