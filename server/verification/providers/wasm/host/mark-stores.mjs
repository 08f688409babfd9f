import { numberOf, readNumber } from "./binary.mjs";

/**
 * Memory is looked after in pieces of this size. A mark for each lies in the memory itself, from `marksAt` on, where no
 * allocator goes: the host takes that room before Python starts (machine.mjs). It begins with a page that nobody has
 * anything in: a store that begins before the marks and ends in them begins there.
 */
export const pieceBits = 12;
export const roomAt = 160 * 65_536;
export const marksAt = roomAt + 65_536;
export const marksBytes = 2 ** (32 - pieceBits);
export const roomBytes = marksAt + marksBytes - roomAt;

const I32 = 0x7f;
const I64 = 0x7e;
const F32 = 0x7d;
const F64 = 0x7c;
const FUNCTION_TYPE = 0x60;
/** What each store instruction stores, from 0x36 on. */
const storedTypes = [I32, I64, F32, F64, I32, I32, I64, I64, I64];
const FIRST_STORE = 0x36;
const LAST_STORE = 0x3e;

/** How many parameters each function has whose code is in the module. */
export function parametersOf(
  /** @type {Uint8Array} */ typeSection,
  /** @type {Uint8Array} */ functionSection,
) {
  const counts = [];
  let { value: types, next: at } = readNumber(typeSection, 0);
  for (; types > 0; types -= 1) {
    if (typeSection[at] !== FUNCTION_TYPE) throw new Error("an unknown kind of type");
    const parameters = readNumber(typeSection, at + 1);
    const results = readNumber(typeSection, parameters.next + parameters.value);
    counts.push(parameters.value);
    at = results.next + results.value;
  }
  const found = [];
  let { value: functions, next } = readNumber(functionSection, 0);
  for (; functions > 0; functions -= 1) {
    const type = readNumber(functionSection, next);
    found.push(counts[type.value] ?? 0);
    next = type.next;
  }
  return found;
}

/**
 * The code section, with every store followed by a mark for the piece of memory it wrote to. The mark comes after the
 * store, so a program that writes over the marks to hide a write leaves the mark of that.
 */
export function markStores(/** @type {Uint8Array} */ section, /** @type {number[]} */ parameters) {
  const writer = new Writer(section.length * 3);
  const functions = readNumber(section, 0);
  writer.add(numberOf(functions.value));
  let at = functions.next;
  for (let index = 0; index < functions.value; index += 1) {
    const size = readNumber(section, at);
    const end = size.next + size.value;
    const body = markFunction(section.subarray(size.next, end), parameters[index] ?? 0);
    writer.add(numberOf(body.length));
    writer.add(body);
    at = end;
  }
  return writer.bytes();
}

function markFunction(/** @type {Uint8Array} */ body, /** @type {number} */ parameters) {
  const groups = readNumber(body, 0);
  let at = groups.next;
  let locals = parameters;
  for (let group = 0; group < groups.value; group += 1) {
    const count = readNumber(body, at);
    locals += count.value;
    at = count.next + 1;
  }
  const declared = body.subarray(groups.next, at);
  const code = new Writer(body.length * 3 + 16);
  /** Locals of ours: for the address, and for the value of each type. @type {number[]} */
  const added = [];
  const localFor = (/** @type {number} */ position, /** @type {number} */ type) => {
    if (added[position] === undefined) {
      added[position] = locals;
      types.push(type);
      locals += 1;
    }
    return numberOf(added[position] ?? 0);
  };
  /** @type {number[]} */
  const types = [];
  let copied = at;
  while (at < body.length) {
    const opcode = body[at] ?? 0;
    const next = afterInstruction(body, at);
    if (opcode >= FIRST_STORE && opcode <= LAST_STORE) {
      code.add(body.subarray(copied, at));
      const type = storedTypes[opcode - FIRST_STORE] ?? I32;
      const address = localFor(0, I32);
      const value = localFor(1 + I32 - type, type);
      const offset = readNumber(body, readNumber(body, at + 1).next).value;
      code.add([0x21, ...value, 0x22, ...address, 0x20, ...value]);
      code.add(body.subarray(at, next));
      code.add([0x20, ...address]);
      // Signed constants: an offset may have the bit set that would make it negative.
      if (offset > 0) code.add([0x41, ...signedNumberOf(offset | 0), 0x6a]);
      code.add([0x41, pieceBits, 0x76, 0x41, 1, 0x3a, 0, ...numberOf(marksAt)]);
      copied = next;
    }
    at = next;
  }
  code.add(body.subarray(copied));
  if (types.length === 0) return body;
  const head = numberOf(groups.value + types.length);
  const ours = types.flatMap((type) => [1, type]);
  return Buffer.concat([Uint8Array.from(head), declared, Uint8Array.from(ours), code.bytes()]);
}

/** Where the instruction after this one starts. Knows the first version's instructions and sign extension; throws at others. */
function afterInstruction(/** @type {Uint8Array} */ body, /** @type {number} */ at) {
  const opcode = body[at] ?? 0;
  const first = at + 1;
  if (opcode >= 0x45 && opcode <= 0xc4) return first;
  if (opcode >= 0x28 && opcode <= LAST_STORE) return skipNumber(body, skipNumber(body, first));
  if (opcode >= 0x20 && opcode <= 0x24) return skipNumber(body, first);
  switch (opcode) {
    case 0x00: // unreachable
    case 0x01: // nop
    case 0x05: // else
    case 0x0b: // end
    case 0x0f: // return
    case 0x1a: // drop
    case 0x1b: // select
      return first;
    case 0x02: // block
    case 0x03: // loop
    case 0x04: // if
    case 0x0c: // br
    case 0x0d: // br_if
    case 0x10: // call
    case 0x41: // i32.const
    case 0x42: // i64.const
      return skipNumber(body, first);
    case 0x11: // call_indirect
      return skipNumber(body, skipNumber(body, first));
    case 0x0e: {
      // br_table
      const targets = readNumber(body, first);
      let next = targets.next;
      for (let left = targets.value + 1; left > 0; left -= 1) next = skipNumber(body, next);
      return next;
    }
    case 0x43: // f32.const
      return first + 4;
    case 0x44: // f64.const
      return first + 8;
    default:
      // memory.size and memory.grow among them: every place that asks for memory must be known.
      throw new Error(`an instruction that is not known here: 0x${opcode.toString(16)}`);
  }
}

function skipNumber(/** @type {Uint8Array} */ body, /** @type {number} */ from) {
  let at = from;
  while ((body[at] ?? 0) >= 0x80) at += 1;
  return at + 1;
}

/** LEB128, signed. */
function signedNumberOf(/** @type {number} */ value) {
  const bytes = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

class Writer {
  #bytes;
  #length = 0;

  constructor(/** @type {number} */ size) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  add(/** @type {ArrayLike<number>} */ part) {
    while (this.#length + part.length > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(this.#bytes.length + part.length)]);
    }
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
  }

  bytes() {
    return this.#bytes.subarray(0, this.#length);
  }
}
