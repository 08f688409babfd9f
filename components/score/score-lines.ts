import type { LineScores } from "#server/prm/schema";
import type { RunResult } from "#server/verification/schema";
import type { CodeMarker, GutterLine } from "../code-view/gutter-line";
import { scoreText } from "../code-view/score-ramp";
import { verdictPhrase } from "../ui/verdict-words";

/** What stands beside the lines of a scored program; the last entry is end of program. */
export function scoreLines(scores: LineScores): Map<number, GutterLine> {
  const gutter = new Map<number, GutterLine>();
  scores.scores.forEach((score, index) => {
    const line = index + 1;
    const firstError = scores.firstError === line;
    const below = scores.firstError !== null && line > scores.firstError;
    gutter.set(line, {
      score,
      threshold: scores.threshold,
      firstError,
      tainted: below,
      facts:
        score === null
          ? ["no score: the model does not speak of blank lines"]
          : [
              `score ${scoreText(score)}`,
              ...(firstError
                ? [`the model's first error: the first line below ${scoreText(scores.threshold)}`]
                : []),
              ...(below ? ["below the first error: what the model says here means little"] : []),
            ],
    });
  });
  return gutter;
}

/** The model's first error as an editor would mark it. */
export function scoreMarkers(scores: LineScores): CodeMarker[] {
  const line = scores.firstError;
  if (line === null) return [];
  const score = scores.scores[line - 1];
  return [
    {
      line,
      severity: "warning",
      message: `The model's first error${score === null || score === undefined ? "" : `: score ${scoreText(score)}`}`,
    },
  ];
}

/** The line a run points to: of a syntax error, or of the first exception. */
export function runMarker(run: RunResult, lineCount: number): CodeMarker[] {
  if (run.failingLine === null) return [];
  const line = Math.min(run.failingLine, lineCount);
  return [{ line, severity: "error", message: run.message ?? verdictPhrase(run.verdict) }];
}

/** Pasted asserts, one test a line; comments and blank lines are no tests. */
export function testsOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
