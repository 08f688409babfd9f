import { pythonTokens } from "#server/core/python-lines-tokens";

const keywords = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if " +
    "import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/**
 * A line's tokens with names, numbers and strings made alike, so that lines that do the same to other variables are the
 * same. Names that are called and attributes stay: they say what is done.
 */
export function lineForm(line: string): string[] {
  const tokens = pythonTokens(line.trim()).filter(({ kind }) => kind !== "newline" && kind !== "comment");
  return tokens.map(({ kind, text }, index) => {
    if (kind === "string") return "str";
    if (kind !== "word" || keywords.has(text)) return text;
    if (/^\d/.test(text)) return "0";
    const called = tokens[index + 1]?.text === "(";
    const [first = "", ...attributes] = text.split(".");
    if (attributes.length === 0) return called ? first : "name";
    return ["name", ...attributes].join(".");
  });
}

/** How alike two forms are: the share of pairs of neighbouring tokens that they have in common (Dice), 1 for the same. */
export function likeness(left: readonly string[], right: readonly string[]): number {
  const pairs = (form: readonly string[]) =>
    ["", ...form].map((token, index) => `${token}\n${form[index] ?? ""}`);
  const counts = new Map<string, number>();
  for (const pair of pairs(left)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of pairs(right)) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) continue;
    common += 1;
    counts.set(pair, count - 1);
  }
  return (2 * common) / (left.length + right.length + 2);
}
