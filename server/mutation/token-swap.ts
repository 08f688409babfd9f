import type { Site } from "./operator";

const number = /^\d+$/;
const name = /^[A-Za-z_]\w*$/;
const comparison = /^(<|<=|>|>=|==|!=)$/;
const arithmetic = /^(\+|-|\*|\/|\/\/|%|&|\||\^|<<|>>)$/;
const augmented = /^(\+|-|\*|\/|\/\/|%|&|\||\^)=$/;
const keywords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

function isName(text: string): boolean {
  return name.test(text) && !keywords.has(text);
}

/**
 * Whether a site does nothing but put one token in another's place that the grammar allows wherever it allows the
 * first. Then the result parses if the source did, and need not be parsed to know.
 */
export function keepsTokens(source: string, site: Site): boolean {
  return site.edits.every(({ start, end, text }) => {
    const old = source.slice(start, end);
    if (isName(old)) return isName(text);
    return [number, comparison, arithmetic, augmented].some((kind) => kind.test(old) && kind.test(text));
  });
}
