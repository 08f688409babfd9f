/** A line of a text, its end excluded: offsets in code points, as Python counts characters. */
type Span = { start: number; end: number };

/**
 * The lines of a program as it was sent, one for each line that its stored form has (`normalizeSource`): LF, CRLF and CR
 * end a line, and a final line end closes the last one. `offset`: code points before the program.
 */
export function lineSpans(code: string, offset = 0): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let at = 0;
  for (let index = 0; index < code.length; at += 1) {
    const unit = code.codePointAt(index) ?? 0;
    index += unit > 0xffff ? 2 : 1;
    if (unit !== 10 && unit !== 13) continue;
    spans.push({ start: start + offset, end: at + offset });
    if (unit === 13 && code.charCodeAt(index) === 10) {
      index += 1;
      at += 1;
    }
    start = at + 1;
  }
  if (start < at || spans.length === 0) spans.push({ start: start + offset, end: at + offset });
  return spans;
}

/** Code points of a text before a UTF-16 offset. */
export function codePointsBefore(text: string, offset: number): number {
  let count = 0;
  for (let index = 0; index < offset; count += 1) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return count;
}
