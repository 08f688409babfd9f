import type { PrmManifest } from "./schema";

/** One step of the model: its text and its 1-based line (line count + 1 for end of program). */
export type Step = { text: string; line: number };

/** ASCII white space only, the set that the Python side uses too. */
const blank = /^[ \t\n\r\f\v]*$/;

/**
 * The steps of a program's physical lines, end of program last. A blank line has no step of its own; what becomes of it
 * is the manifest's to say, because training must have done the same.
 */
export function stepsOf(
  lines: readonly string[],
  { blank_lines, end_of_program }: Pick<PrmManifest, "blank_lines" | "end_of_program">,
): Step[] {
  const steps: Step[] = [];
  let skipped = "";
  const push = (text: string, line: number) => {
    steps.push({ text: blank_lines === "join-next" ? skipped + text : text, line });
    skipped = "";
  };
  lines.forEach((text, index) => {
    if (blank.test(text)) skipped += `${text}\n`;
    else push(text, index + 1);
  });
  push(end_of_program, lines.length + 1);
  return steps;
}
