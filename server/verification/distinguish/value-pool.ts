import type { Random } from "#server/core/random";
import { formatValue } from "../literal/format-value";
import { tryParseLiteral } from "../literal/parse-literal";
import type { PyValue } from "../literal/value";
import { parsePython } from "../test-cases/python-syntax";

/** Values of one kind that are kept, and how large a value's text may be. */
const maxValuesOfKind = 200;
const maxTextLength = 400;

/** Values met in tests, in the program's source and in what it returned, by kind: what variations draw from. */
export class ValuePool {
  private readonly values = new Map<PyValue["kind"], Map<string, PyValue>>();

  /** Takes in a value and all of its parts. */
  add(value: PyValue): void {
    const known = this.values.get(value.kind) ?? new Map<string, PyValue>();
    this.values.set(value.kind, known);
    const text = formatValue(value);
    if (known.size < maxValuesOfKind && text.length <= maxTextLength) known.set(text, value);
    for (const part of partsOf(value)) this.add(part);
  }

  /** A value of this kind, or null when none is known. */
  draw(kind: PyValue["kind"], random: Random): PyValue | null {
    return pick([...(this.values.get(kind)?.values() ?? [])], random);
  }
}

/** One of the items, each as likely; null of none. */
export function pick<Item>(items: readonly Item[], random: Random): Item | null {
  return items[Math.floor(random() * items.length)] ?? null;
}

export function partsOf(value: PyValue): PyValue[] {
  switch (value.kind) {
    case "list":
    case "tuple":
    case "set":
      return value.items;
    case "dict":
      return value.entries.flat();
    default:
      return [];
  }
}

/** The literal constants of a program, without its docstrings. */
export function constantsOf(source: string): PyValue[] {
  const root = parsePython(source);
  if (root === null) return [];
  const kinds = ["integer", "float", "string"].map((kind) => ({ kind }));
  return root
    .findAll({ rule: { any: kinds } })
    .filter((node) => node.parent()?.kind() !== "expression_statement")
    .flatMap((node) => tryParseLiteral(node.text()) ?? []);
}
