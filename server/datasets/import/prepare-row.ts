import { sha256 } from "#server/core/digest";
import { normalizeSource, splitLines } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import type { TestCase } from "#server/verification/schema";
import type { BadRow, ImportRow } from "./import-row";
import { likenessKeys } from "./likeness-keys";
import { splitTests } from "./split-tests";

/** A row that can be stored as it is. */
export type PreparedRow = {
  row: ImportRow;
  cases: { spec: TestCase; source: string }[];
  /** The stored form of the reference. */
  code: string;
  lineCount: number;
  codeLines: number;
  sourceHash: Buffer;
  originalHash: Buffer | null;
  contentDigest: string;
  likeness: string[];
  /** Tests that were left out, with the reason; the problem goes in without them. */
  refused: BadRow[];
};

/** Judges a row: what is stored of it, or why nothing can be. */
export function prepareRow(row: ImportRow): PreparedRow | { bad: BadRow } {
  const bad = (reason: string) => ({ bad: { line: row.line, key: row.key, reason } });
  if ([row.key, row.statement, row.code, row.setup, ...row.tests].some((text) => text.includes("\0"))) {
    return bad("it holds a NUL character");
  }
  const code = normalizeSource(row.code);
  const codeLines = classifyLines(code).filter((kind) => kind === "code").length;
  if (codeLines === 0) return bad("the reference has no line of code");
  const { cases, refused } = splitTests({ ...row, code });
  const named = refused.map(({ index, source, reason }) => ({
    line: row.line,
    key: row.key,
    reason: `test ${index + 1} cannot be judged: ${reason} (${shortened(source)})`,
  }));
  if (cases.length === 0) return bad(named[0]?.reason ?? "it has no tests");
  const { key: _, line: __, split: ___, format: ____, ...content } = row;
  return {
    row,
    cases,
    code,
    lineCount: splitLines(code).length,
    codeLines,
    sourceHash: Buffer.from(sha256(code), "hex"),
    originalHash: code === row.code ? null : Buffer.from(sha256(row.code), "hex"),
    contentDigest: sha256(JSON.stringify(content, sortedKeys)),
    likeness: likenessKeys(row.statement, code),
    refused: named,
  };
}

const shortened = (source: string) => (source.length > 80 ? `${source.slice(0, 79)}…` : source);

/** Objects in the order of their keys, so that equal contents have equal digests. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
