import { unpackReports } from "./providers/job-fields";
import type { ChildReport } from "./providers/provider";

/** An exception as the child tells it: class names from the class itself upwards, and the program's frames. */
export type ReportedError = { classes: string[]; message: string; frames: { line: number; name: string }[] };

export type CallResult =
  | { kind: "value"; text: string }
  | { kind: "raised"; error: ReportedError }
  | { kind: "judged"; verdict: boolean }
  | { kind: "bad"; reason: string };

/** What a child said before it ended. Everything in it is a claim of that child. */
export type ReadReport = {
  results: Map<number, CallResult>;
  calls: { arguments: string; keywords: string }[];
  loaded: boolean;
  syntaxError: { message: string; line: number | null } | null;
  loadError: ReportedError | null;
  outputLimit: boolean;
  /** The child gave up tracing lines: the program is to be run again with `marks`. */
  slowTrace: boolean;
  /** The child found that the program never ends (endless.py), and ended it before it had used up its budget. */
  endless: boolean;
  output: string | null;
  end: { lines: number[]; stdout: string } | null;
};

/** More reports, fields and lines than any honest child has. */
const maxReports = 20_000;
const maxFields = 8;
const maxLine = 1_000_000;
const maxLines = 20_000;

/**
 * Reads a child's output. Never throws: from the first report on that is not what the harness writes, the rest is
 * dropped, and the tests concerned have no result. A second claim about the same thing is ignored.
 */
export function readReport(report: ChildReport): ReadReport {
  const read: ReadReport = {
    results: new Map(),
    calls: [],
    loaded: false,
    syntaxError: null,
    loadError: null,
    outputLimit: false,
    slowTrace: false,
    endless: false,
    output: null,
    end: null,
  };
  let count = 0;
  for (const fields of unpackReports(report.output, maxFields)) {
    count += 1;
    if (count > maxReports || !takeReport(read, fields)) break;
  }
  return read;
}

/** Keeps one report. False when it is none that the harness writes. */
function takeReport(read: ReadReport, [kind, ...fields]: string[]): boolean {
  const [first = "", second = "", third = "", fourth = ""] = fields;
  switch (kind) {
    case "value":
      return keepFirst(read, first, { kind: "value", text: second });
    case "judged":
      return keepFirst(read, first, { kind: "judged", verdict: second === "true" });
    case "bad":
      return keepFirst(read, first, { kind: "bad", reason: second });
    case "raised":
      return keepFirst(read, first, { kind: "raised", error: readError(second, third, fourth) });
    case "call":
      read.calls.push({ arguments: first, keywords: second });
      return true;
    case "loaded":
      read.loaded = true;
      return true;
    case "end":
      read.end ??= { lines: readLines(first), stdout: second };
      return true;
    case "syntax":
      read.syntaxError ??= { message: first, line: readLine(second) };
      return true;
    case "load-error":
      read.loadError ??= readError(first, second, third);
      return true;
    case "output":
      read.output ??= first;
      return true;
    case "output-limit":
      read.outputLimit = true;
      return true;
    case "slow-trace":
      read.slowTrace = true;
      return true;
    case "endless":
      read.endless = true;
      return true;
    default:
      return false;
  }
}

function keepFirst(read: ReadReport, position: string, result: CallResult): boolean {
  if (!/^\d{1,6}$/.test(position)) return false;
  const test = Number(position);
  if (!read.results.has(test)) read.results.set(test, result);
  return true;
}

function readError(classes: string, message: string, frames: string): ReportedError {
  return {
    classes: classes === "" ? [] : classes.split("\n", 16),
    message,
    frames: frames.split("\n", 16).flatMap((frame) => {
      const [number = "", name = ""] = frame.split(" ", 2);
      const line = readLine(number);
      return line === null ? [] : [{ line, name }];
    }),
  };
}

function readLine(text: string): number | null {
  const line = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return line >= 1 && line <= maxLine ? line : null;
}

function readLines(text: string): number[] {
  const lines = text.split(",", maxLines).map(readLine);
  return lines.filter((line) => line !== null);
}

/** `ValueError: message`, as Python's last traceback line says it. */
export function nameError(error: ReportedError): string {
  const [name] = error.classes;
  if (name === undefined) return error.message;
  return error.message === "" ? name : `${name}: ${error.message}`;
}
