import { createReadStream } from "node:fs";
import { AppError, messageOf } from "#server/core/errors";
import { readLines } from "#server/core/read-lines";

export type JsonLine = { line: number } & ({ value: unknown; error?: undefined } | { error: string });

/**
 * The JSON values of a JSONL file with their 1-based line numbers; a line that is no JSON comes with the reason, blank
 * lines are passed over. Only `\n` ends a line: JSON may hold every other line separator in a string. One line is in
 * memory at a time.
 */
export async function* readJsonLines(path: string): AsyncGenerator<JsonLine> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const { line, lineNumber } of readLines(stream)) {
      const parsed = parseLine(line, lineNumber);
      if (parsed !== null) yield parsed;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("not-found", `The file can't be read: ${messageOf(error)}`, { cause: error });
  }
}

function parseLine(text: string, line: number): JsonLine | null {
  // A byte order mark is white space to trim(), but not to JSON.
  const trimmed = text.trim();
  if (trimmed === "") return null;
  try {
    return { line, value: JSON.parse(trimmed) };
  } catch (error) {
    return { line, error: `not JSON: ${messageOf(error)}` };
  }
}
