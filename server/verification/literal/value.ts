/**
 * Python values as the judge sees them: plain data, read from text, never evaluated. Integers are bigints because
 * Python's have no limit and `2**53 + 1` must not equal `2**53`.
 */
export type PyValue =
  | { kind: "none" }
  | { kind: "ellipsis" }
  | { kind: "bool"; value: boolean }
  | { kind: "int"; value: bigint }
  | { kind: "float"; value: number }
  | { kind: "complex"; real: number; imag: number }
  | { kind: "str"; value: string }
  | { kind: "bytes"; value: string; mutable: boolean }
  | { kind: "list" | "tuple"; items: PyValue[] }
  | { kind: "set"; items: PyValue[]; frozen: boolean }
  | { kind: "dict"; entries: [PyValue, PyValue][] }
  /** A value of a standard type that is not plain data, such as `Decimal('1.5')`: constructor and arguments. */
  | { kind: "object"; type: ObjectType; args: PyValue[] }
  /** Anything else: only its name is known. It equals nothing. */
  | { kind: "opaque"; text: string };

/** Standard-library types that travel as a constructor call. The harness encodes exactly these (encode.py). */
export const objectTypes = [
  "Decimal",
  "Fraction",
  "deque",
  "range",
  "array",
  "datetime",
  "date",
  "time",
  "timedelta",
] as const;
export type ObjectType = (typeof objectTypes)[number];

/** A text is not a Python literal, or is one beyond the bounds of size or depth. */
export class LiteralError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(`${message} at character ${position + 1}`);
    this.name = "LiteralError";
    this.position = position;
  }
}

/** A text beyond the parser's bounds, whatever it would be: the harness writes none. */
export class LiteralTooLarge extends LiteralError {}
