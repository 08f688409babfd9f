import { z } from "zod";
import type { ChildReport } from "./providers/provider";

const errorSchema = z.object({
  classes: z.array(z.string()),
  message: z.string(),
  frames: z.array(z.tuple([z.int().min(1), z.string()])),
});

/** An exception as the child tells it: class names from the class itself upwards, and the program's frames. */
export type ReportedError = z.infer<typeof errorSchema>;

const index = z.int().min(0);
const lineSchema = z.union([
  z.tuple([z.literal("value"), index, z.string()]),
  z.tuple([z.literal("raised"), index, z.union([errorSchema, z.string()])]),
  z.tuple([z.literal("judged"), index, z.boolean()]),
  z.tuple([z.literal("bad"), index, z.string()]),
  z.tuple([z.literal("call"), z.string(), z.string()]),
  z.tuple([z.literal("loaded")]),
  z.tuple([z.literal("end"), z.array(z.int().min(1)).nullable(), z.string()]),
  z.tuple([z.literal("syntax"), z.string(), z.int().nullable()]),
  z.tuple([z.literal("load-error"), errorSchema]),
  z.tuple([z.literal("output"), z.string()]),
  z.tuple([z.literal("output-limit")]),
  z.tuple([z.literal("slow-trace")]),
]);

export type CallResult =
  | { kind: "value"; text: string }
  | { kind: "raised"; error: ReportedError }
  | { kind: "judged"; verdict: boolean }
  | { kind: "bad"; reason: string };

/** What a child said, line by line, before it ended. Everything in it is a claim of that child. */
export type ReadReport = {
  results: Map<number, CallResult>;
  calls: { arguments: string; keywords: string }[];
  loaded: boolean;
  syntaxError: { message: string; line: number | null } | null;
  loadError: ReportedError | null;
  outputLimit: boolean;
  /** The child gave up tracing lines: the program is to be run again with `marks`. */
  slowTrace: boolean;
  output: string | null;
  end: { lines: number[] | null; stdout: string } | null;
};

/** More lines than any honest child writes. */
const maxReportLines = 20_000;

/**
 * Reads a child's output. Never throws: from the first line on that is not what the harness writes, the rest is dropped,
 * and the tests concerned have no result.
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
    output: null,
    end: null,
  };
  const lines = report.output.toString("utf8").split("\n", maxReportLines);
  for (const text of lines) {
    if (text === "") break;
    const line = parseLine(text);
    if (line === null) break;
    takeLine(read, line);
  }
  return read;
}

type Line = z.infer<typeof lineSchema>;

function parseLine(text: string): Line | null {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The line's place in the record. A second claim about the same thing is ignored: the first one stands. */
function takeLine(read: ReadReport, line: Line): void {
  switch (line[0]) {
    case "value":
      keepFirst(read, line[1], { kind: "value", text: line[2] });
      break;
    case "judged":
      keepFirst(read, line[1], { kind: "judged", verdict: line[2] });
      break;
    case "bad":
      keepFirst(read, line[1], { kind: "bad", reason: line[2] });
      break;
    case "raised": {
      const error = typeof line[2] === "string" ? { classes: [], message: line[2], frames: [] } : line[2];
      keepFirst(read, line[1], { kind: "raised", error });
      break;
    }
    case "call":
      read.calls.push({ arguments: line[1], keywords: line[2] });
      break;
    case "loaded":
      read.loaded = true;
      break;
    case "end":
      read.end ??= { lines: line[1], stdout: line[2] };
      break;
    case "syntax":
      read.syntaxError ??= { message: line[1], line: line[2] };
      break;
    case "load-error":
      read.loadError ??= line[1];
      break;
    case "output":
      read.output ??= line[1];
      break;
    case "output-limit":
      read.outputLimit = true;
      break;
    case "slow-trace":
      read.slowTrace = true;
      break;
  }
}

function keepFirst(read: ReadReport, test: number, result: CallResult): void {
  if (!read.results.has(test)) read.results.set(test, result);
}

/** `ValueError: message`, as Python's last traceback line says it. */
export function nameError(error: ReportedError): string {
  const [name] = error.classes;
  if (name === undefined) return error.message;
  return error.message === "" ? name : `${name}: ${error.message}`;
}
