import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { AppError } from "./errors";

/** A line longer than this is taken for a file that is not JSONL at all. */
const maxLineChars = 64 * 1024 * 1024;

/** The lines of a UTF-8 stream with their 1-based numbers; line ends may be LF or CRLF. Reads no faster than it is asked. */
export async function* readLines(input: Readable): AsyncGenerator<{ line: string; lineNumber: number }> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let lineNumber = 0;
  for await (const chunk of input) {
    rest += typeof chunk === "string" ? chunk : decoder.write(chunk);
    let from = 0;
    for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n", from)) {
      lineNumber += 1;
      yield { line: withoutReturn(rest.slice(from, end)), lineNumber };
      from = end + 1;
    }
    rest = rest.slice(from);
    if (rest.length > maxLineChars) {
      throw new AppError("invalid-input", `line ${lineNumber + 1} is longer than ${maxLineChars} characters`);
    }
  }
  rest += decoder.end();
  if (rest !== "") yield { line: withoutReturn(rest), lineNumber: lineNumber + 1 };
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
