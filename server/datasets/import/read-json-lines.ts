import { createReadStream } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { AppError, messageOf } from "#server/core/errors";

/** A line longer than this is taken for a file that is not JSONL at all. */
const maxLineChars = 64 * 1024 * 1024;

export type JsonLine = { line: number } & ({ value: unknown; error?: undefined } | { error: string });

/**
 * The JSON values of a JSONL file with their 1-based line numbers; a line that is no JSON comes with the reason, blank
 * lines are passed over. Only `\n` ends a line: JSON may hold every other line separator in a string. One line is in
 * memory at a time.
 */
export async function* readJsonLines(path: string): AsyncGenerator<JsonLine> {
  const decoder = new StringDecoder("utf8");
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  let rest = "";
  let line = 0;
  try {
    for await (const chunk of stream) {
      rest += decoder.write(chunk);
      let from = 0;
      for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n", from)) {
        line += 1;
        const parsed = parseLine(rest.slice(from, end), line);
        if (parsed !== null) yield parsed;
        from = end + 1;
      }
      rest = rest.slice(from);
      if (rest.length > maxLineChars) {
        throw new AppError("invalid-input", `line ${line + 1} is longer than ${maxLineChars} characters`);
      }
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("not-found", `The file can't be read: ${messageOf(error)}`, { cause: error });
  }
  const last = parseLine(rest + decoder.end(), line + 1);
  if (last !== null) yield last;
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
