import type { Split } from "#server/core/vocabulary";

/** A problem as a format's reader hands it on: what was in the file, not yet judged. */
export type ImportRow = {
  /** 1-based line of the file, or position of the folder. */
  line: number;
  key: string;
  /** Name of the format. */
  format: string;
  title: string;
  statement: string;
  entryPoint: string | null;
  split: Split;
  /** The reference as it was written, line ends and all. */
  code: string;
  tests: string[];
  setup: string;
  /** What the row held beside. */
  extra: Record<string, unknown>;
};

/** A row that is none, and why. */
export type BadRow = { line: number; key: string | null; reason: string };
export type ReadRow = { row: ImportRow } | { bad: BadRow };
