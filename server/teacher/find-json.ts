import { jsonOf } from "./json-of";

/** Beginnings of objects that are tried in one text. */
const maxStarts = 40;
const endOfThinking = "</think>";

/**
 * The values that stand as JSON in what a model wrote: the whole text, what a Markdown fence holds, or any object in the
 * midst of prose. Those that come later in the text come later here; what lies inside another is not given again.
 */
export function* findJson(text: string): Generator<unknown> {
  // Reasoning models think aloud first, in braces as well.
  const thought = text.lastIndexOf(endOfThinking);
  const said = thought === -1 ? text : text.slice(thought + endOfThinking.length);
  const whole = jsonOf(said.trim());
  if (whole !== undefined) {
    yield whole;
    return;
  }
  let at = 0;
  for (let tries = 0; tries < maxStarts; tries += 1) {
    const start = nextStart(said, at);
    if (start === -1) return;
    const end = endOf(said, start);
    const value = end === -1 ? undefined : jsonOf(said.slice(start, end));
    if (value !== undefined) yield value;
    at = value === undefined ? start + 1 : end;
  }
}

/** A brace, or a bracket that opens a list of objects: `[` alone is common in prose and code. */
function nextStart(text: string, from: number): number {
  const found = /\{|\[\s{0,20}\{/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? -1;
}

/** Where the value that opens at `start` closes, by counting brackets outside of strings; -1 when it does not. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === "\\") at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
