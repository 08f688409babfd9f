import type { Intent, Language } from "#server/core/vocabulary";
import type { Program } from "./program";
import type { PyNode } from "./tree";

/** Replaces `[start, end)` of the source (UTF-16 offsets) by `text`. */
export type TextEdit = { start: number; end: number; text: string };

/** One place where an operator applies, in one way: an alternative at the same place is another site. */
export type Site = {
  /** Offset in the source of the statement or expression that is rewritten: its line is the site's line. */
  at: number;
  /** Not overlapping; any order. */
  edits: TextEdit[];
};

/** One symbolic rewrite rule. */
export interface Operator {
  /** Kebab-case, stable: mutants carry it. */
  readonly id: string;
  /** Raised whenever the sites or the rewrite change. */
  readonly version: number;
  readonly intent: Intent;
  readonly languages: readonly Language[];
  /** One sentence for people: what the rewrite does. */
  readonly summary: string;
  /** A small program that the operator applies to. */
  readonly example: string;
  /** The purpose is to break the syntax: results that don't parse are wanted. */
  readonly breaksSyntax?: boolean;
  /** Every site in a program, in a fixed order. Must not depend on anything but the program. */
  sites(program: Program): Site[];
}

type Definition = Omit<Operator, "version" | "languages"> & { version?: number };

/** An operator for Python, of version 1 unless stated. */
export function defineOperator({ version = 1, ...definition }: Definition): Operator {
  return { version, languages: ["python"], ...definition };
}

/** The site that replaces one node. */
export function replaceNode(node: PyNode, text: string): Site {
  return { at: node.start, edits: [{ start: node.start, end: node.end, text }] };
}

/** The edit that replaces one node. */
export function replacing(node: PyNode, text: string): TextEdit {
  return { start: node.start, end: node.end, text };
}

const wordAtEnd = /\w$/;
const wordAtStart = /^\w/;

/**
 * The source after the edits of one site. Where a bracket was all that kept two words apart (`if(x)`, `return(x)`), a
 * space takes its place.
 */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += source.slice(at, edit.start);
    if (wordAtStart.test(edit.text) && wordAtEnd.test(result)) result += " ";
    result += edit.text;
    if (wordAtEnd.test(edit.text) && wordAtStart.test(source.slice(edit.end, edit.end + 1))) result += " ";
    at = edit.end;
  }
  return result + source.slice(at);
}
