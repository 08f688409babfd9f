import { scanString } from "./scan-string";
import { LiteralError, LiteralTooLarge, type ObjectType, objectTypes, type PyValue } from "./value";

/** Nesting and number of values beyond which a text is refused: the text may come from a hostile program. */
const maxDepth = 100;
const maxValues = 300_000;
/** Characters; the harness writes no longer text of a value (encode.py). Everything here takes time by the length. */
const maxTextCharacters = 400_000;
/** Python reads and writes 4,300 digits at most. Reading them takes more than time by the length. */
const maxDecimalDigits = 4_400;

const numberPattern =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)/y;
const namePattern = /[A-Za-z_][A-Za-z0-9_.]*/y;
const spacePattern = /(?:[ \t\r\n\f]|\\\n|#[^\n]*)*/y;
const objectNames: ReadonlySet<string> = new Set(objectTypes);

/**
 * Reads a Python literal: what `ast.literal_eval` reads, plus `set()`, `float('inf')` and the few constructor forms
 * that the harness writes. Nothing is evaluated. Throws LiteralError on anything else, LiteralTooLarge on a text or a
 * decimal number beyond the bounds.
 */
export function parseLiteral(text: string): PyValue {
  if (text.length > maxTextCharacters) throw new LiteralTooLarge("too long", maxTextCharacters);
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.expectEnd();
  return value;
}

/** `parseLiteral`, with null for a text that is no literal. */
export function tryParseLiteral(text: string): PyValue | null {
  try {
    return parseLiteral(text);
  } catch (error) {
    if (error instanceof LiteralError) return null;
    throw error;
  }
}

class Parser {
  private at = 0;
  private values = 0;
  constructor(private readonly text: string) {}

  expectEnd(): void {
    this.space();
    if (this.at < this.text.length) this.fail("unexpected text");
  }

  /** A term, or `a + bj` / `a - bj`, the only operators that a literal may have. */
  value(depth: number): PyValue {
    let left = this.term(depth);
    for (;;) {
      this.space();
      const operator = this.text.charAt(this.at);
      if (operator !== "+" && operator !== "-") return left;
      if (left.kind !== "int" && left.kind !== "float") return left;
      this.at += 1;
      const right = this.term(depth);
      if (right.kind !== "complex" || right.real !== 0) this.fail("not a literal");
      const imag = operator === "+" ? right.imag : -right.imag;
      left = { kind: "complex", real: Number(left.value), imag };
    }
  }

  private term(depth: number): PyValue {
    if (depth > maxDepth) this.fail("nested too deeply");
    this.values += 1;
    if (this.values > maxValues) this.fail("too many values");
    this.space();
    const char = this.text.charAt(this.at);
    if (char === "-" || char === "+") {
      this.at += 1;
      return this.signed(char, this.term(depth + 1));
    }
    if (char === "[") return { kind: "list", items: this.items("]", depth) };
    if (char === "(") return this.parenthesized(depth);
    if (char === "{") return this.braced(depth);
    if (char === "<") return this.opaque();
    const string = this.strings();
    return string ?? this.number() ?? this.name(depth);
  }

  private signed(sign: string, value: PyValue): PyValue {
    switch (value.kind) {
      case "bool":
        return { kind: "int", value: BigInt(value.value) * (sign === "-" ? -1n : 1n) };
      case "int":
        return sign === "-" ? { kind: "int", value: -value.value } : value;
      case "float":
        return sign === "-" ? { kind: "float", value: -value.value } : value;
      case "complex":
        return sign === "-" ? { kind: "complex", real: -value.real, imag: -value.imag } : value;
      default:
        return this.fail("sign before a value that is no number");
    }
  }

  private items(close: string, depth: number): PyValue[] {
    this.at += 1;
    const items: PyValue[] = [];
    while (!this.take(close)) {
      items.push(this.value(depth + 1));
      if (!this.take(",")) {
        if (!this.take(close)) this.fail(`expected ${close}`);
        break;
      }
    }
    return items;
  }

  private parenthesized(depth: number): PyValue {
    const start = this.at;
    const items = this.items(")", depth);
    const [only] = items;
    // One value without a trailing comma is only in parentheses: it is no tuple.
    if (items.length !== 1 || only === undefined || this.hasTrailingComma(start)) {
      return { kind: "tuple", items };
    }
    return only;
  }

  private hasTrailingComma(start: number): boolean {
    let at = this.at - 2;
    while (at > start && /\s/.test(this.text.charAt(at))) at -= 1;
    return this.text.charAt(at) === ",";
  }

  private braced(depth: number): PyValue {
    this.at += 1;
    if (this.take("}")) return { kind: "dict", entries: [] };
    const first = this.value(depth + 1);
    if (!this.take(":")) {
      const items = [first];
      while (!this.take("}")) {
        if (!this.take(",")) this.fail("expected , or }");
        if (this.take("}")) break;
        items.push(this.value(depth + 1));
      }
      return { kind: "set", items, frozen: false };
    }
    const entries: [PyValue, PyValue][] = [[first, this.value(depth + 1)]];
    while (!this.take("}")) {
      if (!this.take(",")) this.fail("expected , or }");
      if (this.take("}")) break;
      const key = this.value(depth + 1);
      if (!this.take(":")) this.fail("expected :");
      entries.push([key, this.value(depth + 1)]);
    }
    return { kind: "dict", entries };
  }

  private opaque(): PyValue {
    const end = this.text.indexOf(">", this.at);
    if (end < 0) this.fail("not a literal");
    const text = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    return { kind: "opaque", text };
  }

  /** One string or several side by side, which Python joins. */
  private strings(): PyValue | null {
    let joined: PyValue | null = null;
    for (;;) {
      const scanned = scanString(this.text, this.at);
      if (scanned === null) return joined;
      this.at = scanned.end;
      const part = scanned.value;
      if (joined === null) joined = part;
      else if (joined.kind === "str" && part.kind === "str") {
        joined = { kind: "str", value: joined.value + part.value };
      } else if (joined.kind === "bytes" && part.kind === "bytes") {
        joined = { kind: "bytes", value: joined.value + part.value, mutable: false };
      } else this.fail("text beside bytes");
      const after = this.at;
      this.space();
      if (scanString(this.text, this.at) === null) {
        this.at = after;
        return joined;
      }
    }
  }

  private number(): PyValue | null {
    const matched = this.match(numberPattern);
    if (matched === null) return null;
    const digits = matched.replaceAll("_", "");
    if (/[jJ]$/.test(digits)) return { kind: "complex", real: 0, imag: Number(digits.slice(0, -1)) };
    if (/^0[xXoObB]/.test(digits)) return { kind: "int", value: BigInt(digits.toLowerCase()) };
    if (/[.eE]/.test(digits)) return { kind: "float", value: Number(digits) };
    if (digits.length > maxDecimalDigits) throw new LiteralTooLarge("too many digits", this.at);
    if (/^0\d*[1-9]/.test(digits)) this.fail("leading zeros in a decimal number");
    return { kind: "int", value: BigInt(digits) };
  }

  private name(depth: number): PyValue {
    const name = this.match(namePattern);
    switch (name) {
      case "None":
        return { kind: "none" };
      case "Ellipsis":
        return { kind: "ellipsis" };
      case "True":
      case "False":
        return { kind: "bool", value: name === "True" };
      case "inf":
        return { kind: "float", value: Number.POSITIVE_INFINITY };
      case "nan":
        return { kind: "float", value: Number.NaN };
      case "infj":
        return { kind: "complex", real: 0, imag: Number.POSITIVE_INFINITY };
      case "nanj":
        return { kind: "complex", real: 0, imag: Number.NaN };
      case null:
        return this.fail("not a literal");
    }
    this.space();
    if (this.text.charAt(this.at) !== "(") this.fail(`the name ${name} is no literal`);
    return this.constructed(name, this.items(")", depth));
  }

  private constructed(name: string, args: PyValue[]): PyValue {
    const [first] = args;
    const elements =
      first === undefined ? [] : first.kind === "list" || first.kind === "tuple" ? first.items : null;
    if (args.length <= 1) {
      switch (name) {
        case "set":
        case "frozenset": {
          const items = first?.kind === "set" ? first.items : elements;
          if (items !== null) return { kind: "set", items, frozen: name === "frozenset" };
          break;
        }
        case "list":
        case "tuple":
          if (elements !== null) return { kind: name, items: elements };
          break;
        case "dict":
          if (first === undefined) return { kind: "dict", entries: [] };
          break;
        case "bytearray":
          if (first === undefined) return { kind: "bytes", value: "", mutable: true };
          if (first.kind === "bytes") return { ...first, mutable: true };
          break;
        case "float": {
          const spelled = first?.kind === "str" ? first.value.trim().toLowerCase() : "";
          const special = /^([+-]?)(inf|infinity|nan)$/.exec(spelled);
          if (special === null) break;
          const size = special[2] === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
          return { kind: "float", value: special[1] === "-" ? -size : size };
        }
      }
    }
    const type = name.slice(name.lastIndexOf(".") + 1);
    if (isObjectType(type)) return { kind: "object", type, args };
    return this.fail(`a call of ${name} is no literal`);
  }

  private space(): void {
    this.match(spacePattern);
  }

  private take(token: string): boolean {
    this.space();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }

  private fail(message: string): never {
    throw new LiteralError(message, this.at);
  }
}

function isObjectType(name: string): name is ObjectType {
  return objectNames.has(name);
}
