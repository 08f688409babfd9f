import { splitLines } from "./lines";
import { type PythonToken, pythonTokens } from "./python-lines-tokens";

/**
 * What a physical line is. Everything but `code` is neutral: it can't be wrong.
 * `docstring` is any statement that is nothing but plain string literals, wherever it stands: it does nothing, and
 * Python drops it. `bracket` is a line of brackets and commas only.
 */
export const lineKinds = ["code", "blank", "comment", "docstring", "bracket"] as const;
export type LineKind = (typeof lineKinds)[number];

export function isNeutral(kind: LineKind): boolean {
  return kind !== "code";
}

/** The statements of a token stream, without comments and line ends. */
export function statementsOf(tokens: readonly PythonToken[]): PythonToken[][] {
  const statements: PythonToken[][] = [];
  let current: PythonToken[] = [];
  for (const token of tokens) {
    if (token.kind === "newline") {
      statements.push(current);
      current = [];
    } else if (token.kind !== "comment") {
      current.push(token);
    }
  }
  return statements.filter((statement) => statement.length > 0);
}

function isPlainString(token: PythonToken): boolean {
  return token.kind === "string" && token.closed && !/^[A-Za-z]*[bft]/i.test(token.text);
}

const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);

function isBracket(token: PythonToken): boolean {
  return (
    token.kind === "operator" && (opening.has(token.text) || closing.has(token.text) || token.text === ",")
  );
}

/**
 * The kind of every physical line of a Python source (LF line ends), in order; as many as `splitLines` gives.
 * Lines inside a string that is no docstring are code. Never throws, whatever the source.
 */
export function classifyLines(source: string): LineKind[] {
  const kinds: LineKind[] = splitLines(source).map(() => "blank");
  const set = (from: number, to: number, kind: LineKind): void => {
    for (let line = from; line <= to; line += 1) kinds[line - 1] = kind;
  };
  const tokens = pythonTokens(source);
  for (const token of tokens) if (token.kind === "comment") set(token.line, token.line, "comment");
  for (const statement of statementsOf(tokens)) {
    if (statement.every(isPlainString)) {
      for (const token of statement) set(token.line, token.endLine, "docstring");
      continue;
    }
    statement.forEach((token, index) => {
      if (!isBracket(token)) set(token.line, token.endLine, "code");
      else if (kinds[token.line - 1] !== "code") set(token.line, token.line, "bracket");
      // `[]` or `()` on a line of its own is a value or a call, not punctuation.
      const next = statement[index + 1];
      if (opening.has(token.text) && next?.line === token.line && closing.has(next.text)) {
        set(token.line, token.line, "code");
      }
    });
  }
  return kinds;
}
