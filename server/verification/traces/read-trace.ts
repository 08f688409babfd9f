import { boundText, maxErrorCharacters } from "../evidence";
import { unpackReports } from "../providers/job-fields";
import type { ChildReport } from "../providers/provider";
import type { Trace, TraceStep } from "./schema";

/** More than an honest child sends: every step has two reports, and variables of a function and of the module. */
const maxFields = 128;
const maxValueCharacters = 240;
const maxNameCharacters = 100;
const maxResults = 100;
const maxLine = 1_000_000;

/**
 * Reads the trace that a child wrote. Never throws: from the first report on that is not what the harness writes, the
 * rest is dropped. Lines beyond the program's last are no lines.
 */
export function readTrace(report: ChildReport, about: { lineCount: number; maxSteps: number }): Trace {
  const reading: Reading = { steps: [], cut: false, ended: false, results: [], error: null };
  const lastLine = Math.min(about.lineCount, maxLine);
  for (const fields of unpackReports(report.output, maxFields)) {
    if (!takeReport(reading, fields, { lastLine, maxSteps: about.maxSteps })) break;
  }
  const { steps, results, error } = reading;
  return { steps, results, error, end: endOf(reading, report) };
}

type Reading = Pick<Trace, "steps" | "results" | "error"> & { cut: boolean; ended: boolean };

function endOf({ cut, ended, error }: Reading, { end }: ChildReport): Trace["end"] {
  if (cut) return "cut";
  if (end === "cpu-time" || end === "blocked") return "timeout";
  return ended || error !== null ? "complete" : "stopped";
}

function takeReport(
  reading: Reading,
  [kind, ...fields]: string[],
  bounds: { lastLine: number; maxSteps: number },
): boolean {
  const [first = "", second = "", third = "", fourth = ""] = fields;
  switch (kind) {
    case "step": {
      const line = readNumber(second, bounds.lastLine);
      const depth = readNumber(third, maxLine);
      if (reading.steps.length >= bounds.maxSteps || line === null || line < 1 || depth === null)
        return false;
      reading.steps.push({
        kind: first === "call" ? "call" : "line",
        line,
        depth,
        function: boundText(fourth, maxNameCharacters),
        changed: [],
        ending: null,
        endedAt: null,
      });
      return true;
    }
    case "done": {
      const step = reading.steps[readNumber(first, bounds.maxSteps) ?? -1];
      if (step === undefined || step.endedAt !== null) return false;
      step.endedAt = reading.steps.length;
      step.ending = readEnding(second, third);
      step.changed = readChanges(fields.slice(3));
      return true;
    }
    case "value":
    case "error":
      if (reading.results.length < maxResults)
        reading.results.push(boundText(`${kind === "error" ? "raised " : ""}${first}`, maxValueCharacters));
      return true;
    case "syntax":
      reading.error ??= boundText(first, maxErrorCharacters);
      return true;
    case "load-error":
      reading.error ??= boundText(`${first.split("\n", 1)[0]}: ${second}`, maxErrorCharacters);
      return true;
    case "cut":
      reading.cut = true;
      return true;
    case "end":
      reading.ended = true;
      return true;
    case "output-limit":
    case "loaded":
      return true;
    default:
      return false;
  }
}

function readEnding(how: string, text: string): TraceStep["ending"] {
  if (how !== "returned" && how !== "yielded" && how !== "raised") return null;
  return { how, text: boundText(text, maxValueCharacters) };
}

function readChanges(fields: string[]): TraceStep["changed"] {
  const changed: TraceStep["changed"] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const name = boundText(fields[at] ?? "", maxNameCharacters);
    changed.push({ name, value: boundText(fields[at + 1] ?? "", maxValueCharacters) });
  }
  return changed;
}

function readNumber(text: string, max: number): number | null {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : -1;
  return number >= 0 && number <= max ? number : null;
}
