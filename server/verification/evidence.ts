/** Text from a tested program, made fit to be stored and shown. */
export const maxValueCharacters = 1_000;
export const maxErrorCharacters = 500;
const maxStdoutCharacters = 2_000;

/**
 * Cuts a text and replaces what databases and browsers refuse: NUL and lone surrogates. The cut never splits a
 * character.
 */
export function boundText(text: string, maxCharacters: number): string {
  const cut = text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
  return cut.replace(/\p{Surrogate}/gu, "\ufffd").replaceAll("\0", "\\x00");
}

export function boundStdout(text: string): string | null {
  return text === "" ? null : boundText(text, maxStdoutCharacters);
}

type Frame = { line: number; name: string };

/** A traceback of the program's own frames, in Python's form. */
export function formatTraceback(source: string, frames: Frame[], error: string): string | null {
  if (frames.length === 0) return null;
  const lines = source.split("\n");
  const parts = frames.map(({ line, name }) => {
    const text = lines[line - 1]?.trim() ?? "";
    return `  File "program.py", line ${line}, in ${name}\n${text === "" ? "" : `    ${text}\n`}`;
  });
  return boundText(`Traceback (most recent call last):\n${parts.join("")}${error}`, 4_000);
}
