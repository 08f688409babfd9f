/** Half-open range of 0-based character offsets in one line. */
export type Span = { from: number; to: number };
/** What differs: spans by index of the line within each side. */
export type ChangedSpans = { before: Span[][]; after: Span[][] };

type Token = { text: string; row: number; at: number };

/** Names, numbers, blanks, Python's operators of several characters, and anything else one by one. */
const tokenPattern = /\w+|\s+|\*\*=?|\/\/=?|<<=?|>>=?|->|:=|[-+*/%&|^@<>=!]=|[^\w\s]/g;

function tokensOf(lines: readonly string[]): Token[] {
  return lines.flatMap((line, row) => {
    const tokens: Token[] = [];
    for (const match of line.matchAll(tokenPattern)) {
      tokens.push({ text: match[0], row, at: match.index });
    }
    tokens.push({ text: "\n", row, at: line.length });
    return tokens;
  });
}

function wholeLines(lines: readonly string[]): Span[][] {
  return lines.map((line) => (line.length === 0 ? [] : [{ from: line.search(/\S|$/), to: line.length }]));
}

/** Neighbouring spans, and spans with only blanks between them, read as one change. */
function spansOf(lines: readonly string[], tokens: readonly Token[], kept: readonly boolean[]): Span[][] {
  const spans: Span[][] = lines.map(() => []);
  tokens.forEach((token, index) => {
    if (kept[index] || token.text === "\n") return;
    const row = spans[token.row];
    const line = lines[token.row];
    if (row === undefined || line === undefined) return;
    const last = row.at(-1);
    const to = token.at + token.text.length;
    if (last !== undefined && line.slice(last.to, token.at).trim() === "") last.to = to;
    else row.push({ from: token.at, to });
  });
  return spans.map((row, index) =>
    row.filter((span) => lines[index]?.slice(span.from, span.to).trim() !== ""),
  );
}

/** Above this many token pairs the comparison is left out and whole lines count as changed. */
const maxPairs = 250_000;

/** The changed spans between two small blocks of lines: what a longest common subsequence of tokens leaves over. */
export function changedSpans(before: readonly string[], after: readonly string[]): ChangedSpans {
  const a = tokensOf(before);
  const b = tokensOf(after);
  if (before.length === 0 || after.length === 0 || a.length * b.length > maxPairs) {
    return { before: wholeLines(before), after: wholeLines(after) };
  }
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i]?.text === b[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const keptA = a.map(() => false);
  const keptB = b.map(() => false);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.text === b[j]?.text) {
      keptA[i] = true;
      keptB[j] = true;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return { before: spansOf(before, a, keptA), after: spansOf(after, b, keptB) };
}
