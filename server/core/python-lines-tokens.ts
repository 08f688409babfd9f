/**
 * A small tokenizer of Python, just exact enough to say what each physical line is. It never throws: of a broken
 * source it makes what a reader would, an unclosed string ending with its line (or with the file, if triple-quoted).
 */

export type PythonToken = {
  /** `newline` ends a logical line: not inside brackets, not after a backslash, not on a line without tokens. */
  kind: "word" | "string" | "operator" | "comment" | "newline";
  text: string;
  /** 1-based first and last physical line. */
  line: number;
  endLine: number;
  /** For strings: the closing quote was found. */
  closed: boolean;
};

const stringStart = /^([A-Za-z]{0,2})('''|"""|'|")/;
const word = /[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.]*/uy;
const validPrefixes = new Set(["", "r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"]);

type Span = { end: number; closed: boolean };

/** The end of the string literal whose opening quote ends at `from`. */
function stringEnd(source: string, from: number, quote: string, prefix: string): Span {
  const formatted = /[ft]/i.test(prefix);
  const long = quote.length === 3;
  let depth = 0;
  let at = from;
  while (at < source.length) {
    const char = source[at] ?? "";
    if (char === "\\") {
      at += 2;
    } else if (char === "\n" && !long) {
      return { end: at, closed: false };
    } else if (formatted && char === "{") {
      const escaped = depth === 0 && source[at + 1] === "{";
      if (!escaped) depth += 1;
      at += escaped ? 2 : 1;
    } else if (formatted && char === "}" && depth > 0) {
      depth -= 1;
      at += 1;
    } else if (depth > 0 && (char === "'" || char === '"')) {
      // A string inside a replacement field; since Python 3.12 even with the outer quote. If it does not close on
      // this line, the quote was the outer string's own.
      const inner = source.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      const nested = stringEnd(source, at + inner.length, inner, "");
      if (!nested.closed && source.startsWith(quote, at)) return { end: at + quote.length, closed: true };
      at = nested.end;
    } else if (source.startsWith(quote, at)) {
      return { end: at + quote.length, closed: true };
    } else {
      at += 1;
    }
  }
  return { end: source.length, closed: false };
}

/** The end of the name or number at `from`, or `from` if there is none. */
function wordEnd(source: string, from: number): number {
  word.lastIndex = from;
  return word.test(source) ? word.lastIndex : from;
}

/** The tokens of a source whose line ends are LF. */
export function pythonTokens(source: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  let line = 1;
  let at = 0;
  let depth = 0;
  let pending = false;
  const push = (kind: PythonToken["kind"], end: number, closed = true): void => {
    const text = source.slice(at, end);
    const startLine = line;
    for (const char of text) if (char === "\n") line += 1;
    tokens.push({ kind, text, line: startLine, endLine: line, closed });
    at = end;
  };
  while (at < source.length) {
    const char = source[at] ?? "";
    if (char === "\n") {
      if (pending && depth === 0) {
        tokens.push({ kind: "newline", text: "\n", line, endLine: line, closed: true });
        pending = false;
      }
      line += 1;
      at += 1;
    } else if (char === "\\" && source[at + 1] === "\n") {
      line += 1;
      at += 2;
    } else if (char === " " || char === "\t" || char === "\r" || char === "\f") {
      at += 1;
    } else if (char === "#") {
      const end = source.indexOf("\n", at);
      push("comment", end === -1 ? source.length : end);
    } else {
      pending = true;
      const afterWord = wordEnd(source, at);
      const quote = source[afterWord];
      const opening =
        afterWord - at <= 2 && (quote === "'" || quote === '"')
          ? stringStart.exec(source.slice(at, afterWord + 3))
          : null;
      const prefix = opening?.[1] ?? "";
      if (opening !== null && validPrefixes.has(prefix.toLowerCase())) {
        const found = stringEnd(source, at + opening[0].length, opening[2] ?? "", prefix);
        push("string", found.end, found.closed);
      } else if (afterWord > at) {
        push("word", afterWord);
      } else {
        if ("([{".includes(char)) depth += 1;
        if (")]}".includes(char)) depth = Math.max(0, depth - 1);
        push("operator", at + 1);
      }
    }
  }
  if (pending) tokens.push({ kind: "newline", text: "", line, endLine: line, closed: true });
  return tokens;
}
