import type { MutantRow } from "#server/datasets/schema";
import type { LineView, ProgramDetail } from "#server/labels/schema";
import type { CodeMarker, GutterLine, MutantDot } from "../code-view/gutter-line";
import type { Draft } from "../labels/drafts";
import { labelAfter } from "../labels/label-words";
import { verdictPhrase } from "../ui/verdict-words";
import { isOverridden, lineFacts, lineReasons, mutantWords } from "./line-facts";

/** What stands beside the lines of a program; `lines` already has what is on its way to the server. */
export function gutterLines(
  program: ProgramDetail,
  lines: readonly LineView[],
  drafts: ReadonlyMap<number, Draft>,
): Map<number, GutterLine> {
  const gutter = new Map<number, GutterLine>();
  for (const line of lines) {
    const draft = drafts.get(line.line);
    const decided = draft !== undefined && draft.value !== null;
    gutter.set(line.line, {
      label: line.label,
      overridden: isOverridden(line),
      hasDraft: decided,
      draft: draft?.value ? labelAfter(draft.value, line.automatic) : null,
      executed: line.kind === "code" ? line.executed : null,
      score: line.score,
      ...(program.scores === null ? {} : { threshold: program.scores.threshold }),
      firstError: program.scores?.firstError === line.line,
      suspicious: lineReasons(program, line).length > 0,
      tainted: line.from === "tainted",
      facts: lineFacts(program, line),
    });
  }
  return gutter;
}

/** The dots at the reference's line ends, by line. */
export function mutantDots(mutants: readonly MutantRow[], selected: number | null): Map<number, MutantDot[]> {
  const dots = new Map<number, MutantDot[]>();
  for (const mutant of mutants) {
    const row = dots.get(mutant.parentLine) ?? [];
    row.push({
      id: mutant.id,
      label: mutant.label,
      overridden: mutant.overridden,
      suspicious: mutant.reasons.length > 0 && !mutant.overridden,
      selected: mutant.id === selected,
      title: mutantWords(mutant, mutant.message ?? verdictPhrase(mutant.verdict)),
    });
    dots.set(mutant.parentLine, row);
  }
  // Only a few fit: those worth a look come first, then those without a label.
  const rank = (dot: MutantDot): number => (dot.suspicious ? 0 : dot.label === null ? 1 : 2);
  for (const row of dots.values()) row.sort((a, b) => rank(a) - rank(b) || a.id - b.id);
  return dots;
}

/** The line a run points to, as a compiler would mark it. */
export function runMarkers(program: ProgramDetail): CodeMarker[] {
  const run = program.run;
  if (run === null || run.failingLine === null) return [];
  const lineCount = program.code.split("\n").length;
  const line = Math.min(run.failingLine, lineCount);
  return [{ line, message: run.message ?? verdictPhrase(run.verdict), severity: "error" }];
}

/** The next or previous line worth a look: suspicious itself, or with a suspicious mutant on it. Null when none is left. */
export function suspiciousLine(
  lines: readonly LineView[],
  gutter: ReadonlyMap<number, GutterLine>,
  dots: ReadonlyMap<number, readonly MutantDot[]>,
  from: number | null,
  by: 1 | -1,
): number | null {
  const worth = lines.filter(
    (line) =>
      gutter.get(line.line)?.suspicious ||
      (line.parentLine === null && dots.get(line.line)?.some((dot) => dot.suspicious)),
  );
  const start = from ?? (by > 0 ? 0 : Number.MAX_SAFE_INTEGER);
  const found =
    by > 0 ? worth.find((line) => line.line > start) : worth.findLast((line) => line.line < start);
  return found?.line ?? null;
}
