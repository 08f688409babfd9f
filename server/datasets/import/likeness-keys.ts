import { sha256 } from "#server/core/digest";
import { pythonTokens } from "#server/core/python-lines-tokens";

/** Words that nearly every statement has: they say nothing about likeness. */
const stockWords = new Set(
  "write a an the python function method program to find of given that in for from and is are using use whether or not by with which on".split(
    " ",
  ),
);

/** Names that say what a program does; all others are its author's choice. */
const keptNames = new Set(
  (
    "and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield True False None " +
    "abs all any bin bool bytes chr dict divmod enumerate eval filter float format frozenset hash hex int isinstance " +
    "iter len list map max min next oct ord pow print range repr reversed round set sorted str sum tuple type zip"
  ).split(" "),
);

/** Programs of fewer tokens than this are alike by chance. */
const fewTokens = 12;

/**
 * What two near-duplicates have in common, as keys of which one shared suffices: the statement's words that carry its
 * meaning, and the program's tokens with the author's names replaced by their order of appearance
 * (attributes, literals and built-in names stay). Comments, docstrings and layout don't matter.
 */
export function likenessKeys(statement: string, code: string): string[] {
  const words = (statement.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => !stockWords.has(word),
  );
  const keys = words.length < 2 ? [] : [`s:${digest(words.join(" "))}`];
  const shape = codeShape(code);
  if (shape.length >= fewTokens) keys.push(`c:${digest(shape.join(" "))}`);
  return keys;
}

function codeShape(code: string): string[] {
  const names = new Map<string, string>();
  const shape: string[] = [];
  let statement: string[] = [];
  let previous = "";
  const close = () => {
    // A statement that is one string is a docstring.
    if (!(statement.length === 1 && /^[rRuU]?['"]/.test(statement[0] ?? ""))) shape.push(...statement);
    statement = [];
  };
  for (const { kind, text } of pythonTokens(code)) {
    if (kind === "comment") continue;
    if (kind === "newline") close();
    else if (kind !== "word" || /^[\d.]/.test(text)) statement.push(text);
    else {
      statement.push(...nameParts(text, previous, names));
    }
    previous = text;
  }
  close();
  return shape;
}

/** A word may be a dotted name: what stands before the first dot is a name, the rest are attributes. */
function nameParts(text: string, previous: string, names: Map<string, string>): string[] {
  const [head = "", ...attributes] = text.split(".");
  if (keptNames.has(head) || previous.endsWith(".") || previous === "import" || previous === "from")
    return [text];
  const renamed = names.get(head) ?? `n${names.size}`;
  names.set(head, renamed);
  return [[renamed, ...attributes].join(".")];
}

const digest = (text: string) => sha256(text).slice(0, 24);
