import { type Random, shuffled } from "#server/core/random";
import { formatValue } from "../literal/format-value";
import type { PyValue } from "../literal/value";
import { pick, type ValuePool } from "./value-pool";

type Sequence = Extract<PyValue, { kind: "list" | "tuple" }>;

/** Beyond this many parts nothing grows any more: inputs are to be read by people. */
const maxItems = 60;
const maxCharacters = 200;
/** Numbers stay near those of the tests: a loop over a billion tells nothing in the time there is. */
const maxGrowth = 1_000n;

const int = (value: bigint): PyValue => ({ kind: "int", value });
const float = (value: number): PyValue => ({ kind: "float", value });
const str = (value: string): PyValue => ({ kind: "str", value });

/** One small change of a value that keeps its type, at any depth. The value itself where it has no variation. */
export function varyValue(value: PyValue, pool: ValuePool, random: Random): PyValue {
  if (random() < 0.25) {
    const other = pool.draw(value.kind, random);
    if (other !== null) return other;
  }
  switch (value.kind) {
    case "bool":
      return { kind: "bool", value: !value.value };
    case "int":
      return pick(intVariations(value.value, random), random) ?? value;
    case "float":
      return pick(floatVariations(value.value), random) ?? value;
    case "str":
      return str(varyText(value.value, pool, random));
    case "bytes":
      return { ...value, value: varyText(value.value, pool, random).replace(/[^\0-\xff]/g, "?") };
    case "list":
    case "tuple":
      return varySequence(value, pool, random);
    case "set":
      return varySet(value, pool, random);
    case "dict":
      return varyDict(value, pool, random);
    default:
      return value;
  }
}

/** The values at the edges of a value's type, the nearest to a test's first. */
export function boundaryValues(value: PyValue): PyValue[] {
  switch (value.kind) {
    case "bool":
      return [{ kind: "bool", value: !value.value }];
    case "int": {
      const v = value.value;
      return unique([v + 1n, v - 1n, 0n, 1n, 2n, -1n, -v].map(int));
    }
    case "float": {
      const v = value.value;
      return unique([Math.trunc(v), v + 0.5, 0, 1, -v].map(float));
    }
    case "str": {
      const v = value.value;
      const reversed = [...v].toReversed().join("");
      const texts = ["", v.slice(0, 1), v.slice(1), v.slice(0, -1), v + v, reversed, v.toUpperCase()];
      return unique([...texts, v.toLowerCase(), `${v} `, ` ${v}`].map(str));
    }
    case "list":
    case "tuple": {
      const { kind, items } = value;
      const variants = [
        items.slice(0, -1),
        items.slice(1),
        items.slice(0, 1),
        items.slice(0, 2),
        items.toReversed(),
        items.toSorted(byOrder),
        items.toSorted((a, b) => byOrder(b, a)),
        [...items, ...items],
        items.map(() => items[0]).filter((item) => item !== undefined),
        items.map(negated),
        [],
      ];
      return unique(variants.filter(fits).map((each) => ({ kind, items: each })));
    }
    case "set":
      return unique(
        [value.items.slice(1), value.items.slice(0, 1), []].map((items) => ({ ...value, items })),
      );
    case "dict": {
      const { entries } = value;
      return unique([entries.slice(1), entries.slice(0, 1), entries.toReversed(), []].map(dictOf));
    }
    default:
      return [];
  }
}

function negated(value: PyValue): PyValue {
  if (value.kind === "int") return int(-value.value);
  return value.kind === "float" ? float(-value.value) : value;
}

export function unique(values: PyValue[]): PyValue[] {
  return [...new Map(values.map((value) => [formatValue(value), value])).values()];
}

function fits(items: readonly unknown[]): boolean {
  return items.length <= maxItems;
}

function dictOf(entries: [PyValue, PyValue][]): PyValue {
  return {
    kind: "dict",
    entries: [...new Map(entries.map((entry) => [formatValue(entry[0]), entry])).values()],
  };
}

function intVariations(v: bigint, random: Random): PyValue[] {
  const size = v < 0n ? -v : v;
  const largest = size > maxGrowth ? size : maxGrowth;
  const near = BigInt(Math.floor(random() * 20)) - 5n;
  const within = BigInt(Math.floor(random() * Number(size > 1_000_000n ? 1_000_000n : size + 1n)));
  const all = [v + 1n, v - 1n, v + 2n, v * 2n, v / 2n, v * 10n, v + near, within, 0n, 1n, -v];
  return all.filter((each) => each <= largest && -each <= largest && each !== v).map(int);
}

function floatVariations(v: number): PyValue[] {
  const all = [v + 1, v - 1, v / 2, v * 2, -v, 0, Math.trunc(v), v + 0.25, v * 10];
  return all.filter((each) => Number.isFinite(each) && each !== v).map(float);
}

function varyText(text: string, pool: ValuePool, random: Random): string {
  const chars = [...text];
  const at = Math.floor(random() * chars.length);
  const char = chars[at] ?? "a";
  const other = pool.draw("str", random);
  const donor = pick(other?.kind === "str" ? [...other.value] : [], random) ?? "b";
  const variants: (() => string[])[] = [
    () => chars.toSpliced(at, 1),
    () => chars.toSpliced(at, 0, char),
    () => chars.toSpliced(at, 0, donor),
    () => chars.toSpliced(at, 1, donor),
    () => chars.toSpliced(at, 1, char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()),
    () => chars.toSpliced(at, 0, pick([" ", "0", "7", "-", ".", "A", "z", "_"], random) ?? " "),
    () => chars.toReversed(),
    () => chars.slice(0, at),
    () => chars.slice(at),
    () => [...chars, ...chars],
    () => shuffled(chars, random),
    () => chars.map(() => char),
  ];
  const made = pick(variants, random)?.() ?? chars;
  return made.slice(0, maxCharacters).join("");
}

function varySequence(value: Sequence, pool: ValuePool, random: Random): PyValue {
  const { items } = value;
  const at = Math.floor(random() * items.length);
  const item = items[at];
  if (item === undefined) {
    const drawn = pool.draw(pick(["int", "str"] as const, random) ?? "int", random);
    return drawn === null ? value : { ...value, items: [drawn] };
  }
  const varied = () => varyValue(item, pool, random);
  // A change inside of an item is the commonest: a tuple's length usually means something.
  const inside = () => items.toSpliced(at, 1, varied());
  const variants: (() => PyValue[])[] = [
    inside,
    inside,
    inside,
    () => items.toSpliced(at, 1),
    () => items.toSpliced(at, 0, item),
    () => items.toSpliced(at, 0, varied()),
    () => items.toSpliced(at, 1, items[Math.floor(random() * items.length)] ?? item),
    () => items.toReversed(),
    () => items.toSorted(byOrder),
    () => shuffled(items, random),
    () => items.slice(0, at + 1),
    () => items.map((each) => (random() < 0.5 ? varyValue(each, pool, random) : each)),
  ];
  const made =
    pick(value.kind === "tuple" ? [...variants, inside, inside, inside] : variants, random)?.() ?? items;
  return fits(made) ? { ...value, items: made } : value;
}

function varySet(value: Extract<PyValue, { kind: "set" }>, pool: ValuePool, random: Random): PyValue {
  const at = Math.floor(random() * value.items.length);
  const item = value.items[at];
  if (item === undefined) return value;
  const varied = varyValue(item, pool, random);
  const variants = [
    value.items.toSpliced(at, 1),
    value.items.toSpliced(at, 1, varied),
    [...value.items, varied],
  ];
  return { ...value, items: unique(pick(variants, random) ?? []) };
}

function varyDict(value: Extract<PyValue, { kind: "dict" }>, pool: ValuePool, random: Random): PyValue {
  const { entries } = value;
  const at = Math.floor(random() * entries.length);
  const entry = entries[at];
  if (entry === undefined) return value;
  const [key, item] = entry;
  const other = entries[Math.floor(random() * entries.length)] ?? entry;
  const variants: (() => [PyValue, PyValue][])[] = [
    () => entries.toSpliced(at, 1, [key, varyValue(item, pool, random)]),
    () => entries.toSpliced(at, 1, [key, other[1]]),
    () => entries.toSpliced(at, 1, [varyValue(key, pool, random), item]),
    () => [...entries, [varyValue(key, pool, random), varyValue(item, pool, random)]],
    () => entries.toSpliced(at, 1),
    () => entries.toReversed(),
  ];
  return dictOf(pick(variants, random)?.() ?? entries);
}

/** Python's order of numbers and of strings; all else stays where it is. */
function byOrder(a: PyValue, b: PyValue): number {
  const isNumber = (value: PyValue) => value.kind === "int" || value.kind === "float";
  if (isNumber(a) && isNumber(b)) return Number(a.value) - Number(b.value);
  if (a.kind === "str" && b.kind === "str") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  const [first, second] = [firstItem(a), firstItem(b)];
  return first === null || second === null ? 0 : byOrder(first, second);
}

function firstItem(value: PyValue): PyValue | null {
  return value.kind === "list" || value.kind === "tuple" ? (value.items[0] ?? null) : null;
}
