import { splitLines } from "#server/core/lines";
import type { LineLabel } from "#server/core/vocabulary";
import { endOfProgramText } from "#server/prm/schema";

/** A program with the effective label of every line and of its end. */
export type ExportedProgram = {
  id: number;
  code: string;
  lines: readonly { label: LineLabel; masked: boolean }[];
};

export type Step = {
  text: string;
  /** 1-based; of the step's last line, which is its code. */
  line: number;
  /** The steps before it, joined by newlines: what stands in the program before `text`, less one newline. */
  prefix: string;
  /** Names the step by everything that stands before it, itself included. */
  key: string;
  label: LineLabel;
  masked: boolean;
};

/**
 * The steps of a program: its lines, and its end. A blank line has no step of its own, because a step of no tokens
 * would shift all labels after it: its newline opens the next step's text, so that the steps' texts joined by newlines
 * are the program again.
 */
export function stepsOf(program: ExportedProgram): Step[] {
  const steps: Step[] = [];
  let blanks = "";
  let end = 0;
  const lines = splitLines(program.code);
  for (const [index, text] of [...lines, endOfProgramText].entries()) {
    const isEnd = index === lines.length;
    const start = end - blanks.length;
    end += text.length + 1;
    if (!isEnd && /^[ \t\r\f\v]*$/.test(text)) {
      blanks += `${text}\n`;
      continue;
    }
    const { label, masked } = program.lines[index] ?? { label: null, masked: false };
    steps.push({
      text: blanks + text,
      line: index + 1,
      prefix: program.code.slice(0, Math.max(0, start - 1)),
      key: isEnd ? `${program.code}\0` : program.code.slice(0, end - 1),
      label,
      masked,
    });
    blanks = "";
  }
  return steps;
}
