/** Whether each line of a text stands outside of what it has in common with the other one at its head and its tail. */
export function changedLines(text: string, other: string): { line: string; changed: boolean }[] {
  const lines = text.split("\n");
  const others = other.split("\n");
  const shorter = Math.min(lines.length, others.length);
  let head = 0;
  while (head < shorter && lines[head] === others[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && lines.at(-1 - tail) === others.at(-1 - tail)) tail += 1;
  return lines.map((line, index) => ({ line, changed: index >= head && index < lines.length - tail }));
}
