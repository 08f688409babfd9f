import { formatFloat } from "./format-value";
import type { PyValue } from "./value";

type Options = {
  /** When given, floats are equal within this absolute or relative difference. */
  tolerance?: number;
};

/**
 * Python's `==` on plain data: `1 == 1.0 == True`, a list is no tuple, sets and dicts have no order, nan equals nothing,
 * integers and floats compare exactly. With a tolerance, numbers anywhere in ordered containers and dict values may
 * differ by it; set elements and dict keys still compare exactly.
 */
export function valuesEqual(left: PyValue, right: PyValue, options: Options = {}): boolean {
  switch (left.kind) {
    case "none":
    case "ellipsis":
      return right.kind === left.kind;
    case "bool":
    case "int":
    case "float":
    case "complex":
      return numbersEqual(left, right, options.tolerance);
    case "str":
      return right.kind === "str" && left.value === right.value;
    case "bytes":
      return right.kind === "bytes" && left.value === right.value;
    case "list":
    case "tuple":
      return right.kind === left.kind && allEqual(left.items, right.items, options);
    case "set":
      return right.kind === "set" && setsEqual(left.items, right.items);
    case "dict":
      return right.kind === "dict" && dictsEqual(left.entries, right.entries, options);
    case "object":
      return right.kind === "object" && left.type === right.type && allEqual(left.args, right.args, options);
    case "opaque":
      return false;
  }
}

type PyNumber = Extract<PyValue, { kind: "bool" | "int" | "float" | "complex" }>;

function isNumber(value: PyValue): value is PyNumber {
  return value.kind === "bool" || value.kind === "int" || value.kind === "float" || value.kind === "complex";
}

function numbersEqual(left: PyNumber, right: PyValue, tolerance: number | undefined): boolean {
  if (!isNumber(right)) return false;
  const leftKey = numberKey(left);
  if (leftKey !== null && leftKey === numberKey(right)) return true;
  if (tolerance === undefined || left.kind === "complex" || right.kind === "complex") return false;
  const a = Number(left.value);
  const b = Number(right.value);
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

function allEqual(left: PyValue[], right: PyValue[], options: Options): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, index) => {
    const other = right[index];
    return other !== undefined && valuesEqual(item, other, options);
  });
}

function setsEqual(left: PyValue[], right: PyValue[]): boolean {
  const keys = new Set<string>();
  for (const item of left) {
    const key = hashKey(item);
    if (key === null) return false;
    keys.add(key);
  }
  const others = new Set<string>();
  for (const item of right) {
    const key = hashKey(item);
    if (key === null || !keys.has(key)) return false;
    others.add(key);
  }
  return others.size === keys.size;
}

function dictsEqual(left: [PyValue, PyValue][], right: [PyValue, PyValue][], options: Options): boolean {
  const values = new Map<string, PyValue>();
  for (const [key, value] of left) {
    const hash = hashKey(key);
    if (hash === null) return false;
    values.set(hash, value);
  }
  const seen = new Set<string>();
  for (const [key, value] of right) {
    const hash = hashKey(key);
    const other = hash === null ? undefined : values.get(hash);
    if (hash === null || other === undefined || !valuesEqual(other, value, options)) return false;
    seen.add(hash);
  }
  return seen.size === values.size;
}

/** Equal numbers have equal keys whatever their types; nan has none. */
function numberKey(value: PyNumber): string | null {
  switch (value.kind) {
    case "bool":
      return value.value ? "1" : "0";
    case "int":
      return value.value.toString(16);
    case "float":
      if (Number.isNaN(value.value)) return null;
      return Number.isInteger(value.value) ? BigInt(value.value).toString(16) : formatFloat(value.value);
    case "complex": {
      const real = numberKey({ kind: "float", value: value.real });
      if (value.imag === 0) return real;
      const imag = numberKey({ kind: "float", value: value.imag });
      return real === null || imag === null ? null : `${real}+${imag}j`;
    }
  }
}

/** A text that two hashable values share exactly when Python finds them equal; null for what equals nothing. */
function hashKey(value: PyValue): string | null {
  switch (value.kind) {
    case "none":
    case "ellipsis":
      return value.kind;
    case "bool":
    case "int":
    case "float":
    case "complex": {
      const key = numberKey(value);
      return key === null ? null : `n${key}`;
    }
    case "str":
      return `s${JSON.stringify(value.value)}`;
    case "bytes":
      return `b${JSON.stringify(value.value)}`;
    case "tuple":
      return joinedKey("t", value.items);
    case "object":
      return joinedKey(value.type, value.args);
    case "set": {
      const keys = new Set(value.items.map(hashKey));
      // Any order will do, as long as it is the same for equal sets.
      return keys.has(null) ? null : `f(${[...keys].map(String).sort().join(",")})`;
    }
    case "list":
    case "dict":
    case "opaque":
      return null;
  }
}

function joinedKey(name: string, items: PyValue[]): string | null {
  const keys = items.map(hashKey);
  return keys.includes(null) ? null : `${name}(${keys.join(",")})`;
}
