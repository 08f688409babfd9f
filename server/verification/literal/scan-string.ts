import { LiteralError, type PyValue } from "./value";

const simpleEscapes: Record<string, string> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const prefixPattern = /(?:[uU]|[rR]|[bB][rR]?|[rR][bB])?(?='|")/y;

/**
 * Reads one Python string or bytes literal at `start`, or returns null when none starts there. Bytes become a string
 * of code units 0–255. Formatted strings are expressions, not literals, and are not read.
 */
export function scanString(text: string, start: number): { value: PyValue; end: number } | null {
  prefixPattern.lastIndex = start;
  const prefix = prefixPattern.exec(text)?.[0];
  if (prefix === undefined) return null;
  const isRaw = /r/i.test(prefix);
  const isBytes = /b/i.test(prefix);
  const open = start + prefix.length;
  const quote = text.charAt(open);
  const fence = text.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;

  let out = "";
  let at = open + fence.length;
  while (at < text.length) {
    if (text.startsWith(fence, at)) {
      const value: PyValue = isBytes
        ? { kind: "bytes", value: out, mutable: false }
        : { kind: "str", value: out };
      return { value, end: at + fence.length };
    }
    const char = text.charAt(at);
    if (char === "\n" && fence.length === 1) break;
    if (char !== "\\") {
      if (isBytes && char > "\x7f") throw new LiteralError("bytes hold ASCII characters only", at);
      out += char;
      at += 1;
    } else if (isRaw) {
      out += text.slice(at, at + 2);
      at += 2;
    } else {
      const scanned = scanEscape(text, at, isBytes);
      out += scanned.text;
      at = scanned.end;
    }
  }
  throw new LiteralError("unterminated string", start);
}

function scanEscape(text: string, at: number, isBytes: boolean): { text: string; end: number } {
  const next = text.charAt(at + 1);
  const simple = simpleEscapes[next];
  if (simple !== undefined) return { text: simple, end: at + 2 };
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return { text: String.fromCharCode(isBytes ? code & 255 : code), end: at + 1 + octal.length };
  }
  const width = next === "x" ? 2 : isBytes ? 0 : next === "u" ? 4 : next === "U" ? 8 : 0;
  if (width > 0) {
    const digits = text.slice(at + 2, at + 2 + width);
    if (digits.length < width || !/^[0-9a-fA-F]+$/.test(digits)) {
      throw new LiteralError("truncated escape", at);
    }
    const code = Number.parseInt(digits, 16);
    if (code > 0x10ffff) throw new LiteralError("character beyond U+10FFFF", at);
    return { text: String.fromCodePoint(code), end: at + 2 + width };
  }
  // `\N{NAME}` needs Unicode's name table. Such a literal is left to Python itself, as an expression.
  if (next === "N" && !isBytes) throw new LiteralError("named characters are not read", at);
  // Python keeps the backslash of an escape it does not know.
  return { text: `\\${next}`, end: at + 1 + Math.max(next.length, 1) };
}
