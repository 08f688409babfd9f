/** Reading and writing the binary format of WebAssembly, as far as one module needs it. */

/** A number (LEB128, unsigned) and where the next thing starts. */
export function readNumber(/** @type {Uint8Array} */ bytes, /** @type {number} */ from) {
  let value = 0;
  let at = from;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value: value >>> 0, next: at };
  }
}

export function numberOf(/** @type {number} */ value) {
  const bytes = [];
  let rest = value;
  do {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

export function* sectionsOf(/** @type {Uint8Array} */ bytes) {
  let at = 8;
  while (at < bytes.length) {
    const start = at;
    const size = readNumber(bytes, at + 1);
    const end = size.next + size.value;
    yield { id: bytes[start] ?? 0, body: bytes.subarray(size.next, end), whole: bytes.subarray(start, end) };
    at = end;
  }
}
