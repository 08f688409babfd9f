import type { MutantRow } from "#server/datasets/schema";
import type { LineView, ProgramDetail } from "#server/labels/schema";
import { scoreText } from "../code-view/score-ramp";
import { labelWord, overrideReasonWords, sourceWords } from "../labels/label-words";
import { reasonMeaning, reasonName } from "../ui/suspicion-mark";

const kindWords = {
  blank: "blank line",
  comment: "comment",
  docstring: "docstring",
  bracket: "lone bracket",
} as const;

function labelFact(program: ProgramDetail, line: LineView): string {
  const word = labelWord(line.label);
  if (
    line.kind !== "code" &&
    line.kind !== "end-of-program" &&
    line.label === "neutral" &&
    line.from !== "override"
  ) {
    return `neutral: ${kindWords[line.kind]}`;
  }
  if (line.from === "none") {
    return program.origin === "mutant" && line.parentLine === null && line.line !== program.labelLine
      ? "unknown: part of the edit, but not where it begins"
      : "unknown: nothing says what it is";
  }
  if (line.from === "tainted") return "no label: it stands below an error";
  if (line.from !== "override" && line.from !== "parent-override")
    return `${word}, ${sourceWords[line.from]}`;
  const who = line.annotator === null ? "" : ` by ${line.annotator}`;
  const where = line.from === "override" ? "decided" : "decided on the reference's line";
  const why = line.reason === null ? "" : `: ${overrideReasonWords[line.reason].name}`;
  return `${word}, ${where}${who}${why}`;
}

/** Reasons that hang on a line: the label line's of a mutant; of a reference those that name lines of themselves. */
export function lineReasons(program: ProgramDetail, line: LineView): string[] {
  if (line.from === "override") return [];
  if (program.origin === "mutant" || program.labelLine !== null) {
    if (line.line !== program.labelLine) return [];
    return program.reasons.map((reason) => `${reasonName(reason)}: ${reasonMeaning(reason)}`);
  }
  const reasons: string[] = [];
  if (line.kind === "code" && line.executed === false) reasons.push("not executed: no test reaches it");
  if (program.reasons.includes("prm-disagrees") && program.scores !== null && line.score !== null) {
    const low = line.score < program.scores.threshold;
    if ((low && line.label === "correct") || (!low && line.label === "incorrect")) {
      reasons.push(`model disagrees: ${reasonMeaning("prm-disagrees")}`);
    }
  }
  return reasons;
}

/** Whether a person's decision differs from what the rule says, here or on the parent's line. */
export function isOverridden(line: LineView): boolean {
  return (line.from === "override" || line.from === "parent-override") && line.label !== line.automatic;
}

/** What is said of a line: label, origin, score, reasons, execution, first failing test. */
export function lineFacts(program: ProgramDetail, line: LineView): string[] {
  const facts = [labelFact(program, line)];
  if (isOverridden(line)) facts.push(`the rule says ${labelWord(line.automatic)}`);
  if (line.outdated) facts.push("outdated: what the rule read has changed since the decision");
  if (line.masked) facts.push("kept out of training");
  facts.push(...lineReasons(program, line));
  if (line.score !== null) {
    const first = program.scores?.firstError === line.line ? ", the model's first error" : "";
    facts.push(`score ${scoreText(line.score)}${first}`);
  }
  if (line.kind === "code" && line.executed === false && program.origin === "mutant") {
    facts.push("no test executes it");
  }
  const run = program.run;
  if (
    run?.message &&
    (line.line === run.failingLine || (run.failingLine === null && line.line === program.labelLine))
  ) {
    facts.push(run.message);
  }
  return facts;
}

/** A mutant in one breath, for its dot and its row. */
export function mutantWords(mutant: MutantRow, verdict: string): string {
  const label = `${labelWord(mutant.label)}${mutant.overridden ? ", decided by a person" : ""}`;
  const reasons = mutant.reasons.map(reasonName).join(", ");
  return [`${mutant.operator} (${mutant.intent})`, verdict, label, reasons]
    .filter((part) => part !== "")
    .join("; ");
}
