import type { Readable, Writable } from "node:stream";
import type { ZodType } from "zod";
import { AppError, messageOf } from "#server/core/errors";
import { readLines } from "#server/core/read-lines";
import { handleWriteErrors, isClosedPipe, writeText } from "./output/write-text";

export type FilterOptions<Row> = {
  /** Must be loose: fields it does not know are passed on. */
  schema: ZodType<Row>;
  /** Rows in work at once. Output keeps the input's order whatever finishes first. */
  concurrency: number;
  /** Called in input order; `lineNumber` is 1-based. What it throws becomes the row's `error`. */
  process: (row: Row, lineNumber: number) => Promise<Record<string, unknown>[]>;
  /** The closing line for people, on stderr. */
  summary: () => string;
  streams?: { input: Readable; output: Writable; messages: Writable };
};

type Outcome = { rows: Record<string, unknown>[]; failed: boolean };

/**
 * Runs one JSONL filter: rows from stdin, rows to stdout in the same order, a summary on stderr. A row that is malformed
 * or fails comes out as it was, with `error`; the others are not disturbed. A row that an earlier filter failed on (its
 * `error` is a text) is passed on untouched. Memory is bounded by `concurrency`.
 * Resolves to the process's exit code: 1 when any row had an error, here or before.
 */
export async function runFilter<Row>(options: FilterOptions<Row>): Promise<number> {
  const { input, output, messages } = options.streams ?? {
    input: process.stdin,
    output: process.stdout,
    messages: process.stderr,
  };
  handleWriteErrors(output);
  const inWork: Promise<Outcome>[] = [];
  let failed = false;

  const emitOldest = async () => {
    const outcome = await inWork.shift();
    if (outcome === undefined) return;
    failed ||= outcome.failed;
    for (const row of outcome.rows) await writeText(output, `${JSON.stringify(row)}\n`);
  };

  try {
    for await (const { line, lineNumber } of readLines(input)) {
      if (line.trim() === "") continue;
      inWork.push(outcomeOf(line, lineNumber, options));
      if (inWork.length >= options.concurrency) await emitOldest();
    }
    while (inWork.length > 0) await emitOldest();
  } catch (error) {
    await Promise.allSettled(inWork);
    if (isClosedPipe(error)) return failed ? 1 : 0;
    throw error;
  }
  messages.write(`${options.summary()}\n`);
  return failed ? 1 : 0;
}

async function outcomeOf<Row>(
  line: string,
  lineNumber: number,
  options: FilterOptions<Row>,
): Promise<Outcome> {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
    // Before the schema: such a row need not have any other field.
    if (failedBefore(raw)) return { rows: [raw], failed: true };
    const parsed = options.schema.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue && issue.path.length > 0 ? `"${issue.path.join(".")}": ` : "";
      throw new AppError("invalid-input", `${where}${issue?.message ?? "not a row of this filter"}`);
    }
    return { rows: await options.process(parsed.data, lineNumber), failed: false };
  } catch (error) {
    const fields = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? raw : {};
    return { rows: [{ ...fields, error: `line ${lineNumber}: ${messageOf(error)}` }], failed: true };
  }
}

function failedBefore(raw: unknown): raw is { error: string } {
  return typeof raw === "object" && raw !== null && "error" in raw && typeof raw.error === "string";
}
