/** The facts of a key press that matching needs; a KeyboardEvent has them all. */
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

/**
 * Whether a press is the stroke. A stroke is `mod+enter`, `shift+n`, `?`, `arrowdown`, `1`; `mod` is Ctrl or Cmd. Shift
 * is asked for only by letters and named keys: `?` needs it on some keyboards and not on others.
 */
export function matchesStroke(stroke: string, press: KeyPress): boolean {
  const parts = stroke === "+" ? ["+"] : stroke.toLowerCase().split("+");
  const key = parts.at(-1) ?? "";
  const mod = parts.includes("mod");
  const alt = parts.includes("alt");
  const shift = parts.includes("shift");
  if (mod !== (press.ctrlKey || press.metaKey) || alt !== press.altKey) return false;
  const plainSymbol = key.length === 1 && !/[a-z]/.test(key);
  if (!plainSymbol && shift !== press.shiftKey) return false;
  return press.key.toLowerCase() === key;
}

export type SequenceMatch = { matched: boolean; pending: boolean };

/**
 * The entry whose keys the presses end in. Of several the one with the most strokes: after `g`, `j` is the end of `g j`
 * and not a `j` of its own; of equal ones the first.
 */
export function bestMatch<T extends { keys?: string | readonly string[] }>(
  entries: Iterable<T>,
  presses: readonly KeyPress[],
): T | null {
  let best: { entry: T; strokes: number } | null = null;
  for (const entry of entries) {
    const ways = typeof entry.keys === "string" ? [entry.keys] : (entry.keys ?? []);
    for (const keys of ways) {
      const strokes = keys.split(" ").length;
      if (strokes > (best?.strokes ?? 0) && matchesKeys(keys, presses).matched) best = { entry, strokes };
    }
  }
  return best?.entry ?? null;
}

/** Whether the presses so far (last one last) end in the keys, or are the beginning of them. */
export function matchesKeys(keys: string, presses: readonly KeyPress[]): SequenceMatch {
  const strokes = keys.split(" ");
  const last = presses.slice(-strokes.length);
  const complete =
    last.length === strokes.length &&
    strokes.every((stroke, index) => {
      const press = last[index];
      return press !== undefined && matchesStroke(stroke, press);
    });
  if (complete) return { matched: true, pending: false };
  const first = presses.at(-1);
  const begins =
    strokes.length > 1 && strokes[0] !== undefined && first !== undefined && matchesStroke(strokes[0], first);
  return { matched: false, pending: begins };
}
