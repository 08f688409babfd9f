/**
 * Lines as labels, edits and the model know them: physical lines of the stored source, 1-based, plus one step that
 * closes every program, *end of program*, at `lineCount + 1`.
 */

/** The stored form of a source: line ends made LF, one final newline removed. */
export function normalizeSource(source: string): string {
  return source.replace(/\r\n?/g, "\n").replace(/\n$/, "");
}

/** The physical lines of a stored source. An empty source has one empty line. */
export function splitLines(source: string): string[] {
  return source.split("\n");
}

/** The step that closes a program of `lineCount` lines. */
export function endOfProgram(lineCount: number): number {
  return lineCount + 1;
}
