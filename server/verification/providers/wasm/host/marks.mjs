import { marksAt, marksBytes, pieceBits, roomAt, roomBytes } from "./mark-stores.mjs";

const pieceBytes = 2 ** pieceBits;
/** A store marks the piece in which it begins, and may end in the next one. */
const longestStore = 8;

/** Which pieces of a memory were written to since it was the image: by the program (mark-stores.mjs), or by the host. */
export class Marks {
  #image;
  /** Whether the host wrote to the marks themselves: its write comes after its mark, and may have wiped any. */
  #isLost = false;

  constructor(/** @type {Uint8Array} */ image) {
    this.#image = image;
  }

  add(/** @type {ArrayBufferLike} */ memory, /** @type {number} */ start, /** @type {number} */ length) {
    if (length === 0) return;
    if (start < marksAt + marksBytes && start + length > marksAt) this.#isLost = true;
    const marks = new Uint8Array(memory, marksAt, marksBytes);
    marks.fill(1, start >>> pieceBits, ((start + length - 1) >>> pieceBits) + 1);
  }

  /** Makes a memory the image again, with zeros beyond it, by writing over what is marked. */
  restore(/** @type {Uint8Array} */ memory) {
    // No store succeeds beyond the memory's end, so there are no marks for what lies there.
    const marks = memory.subarray(marksAt, marksAt + memory.length / pieceBytes);
    // Only a program that is after the marks writes to them, and that leaves marks for the pieces in which they lie.
    const own = marks.subarray(roomAt / pieceBytes, (roomAt + roomBytes) / pieceBytes);
    if (this.#isLost || own.some((mark) => mark !== 0)) {
      this.restoreAll(memory);
      return;
    }
    for (let at = marks.indexOf(1); at >= 0; ) {
      const end = marks.indexOf(0, at);
      const last = end < 0 ? marks.length : end;
      this.#restorePart(memory, at * pieceBytes, Math.min(last * pieceBytes + longestStore, memory.length));
      at = marks.indexOf(1, last);
    }
    marks.fill(0);
  }

  restoreAll(/** @type {Uint8Array} */ memory) {
    this.#restorePart(memory, 0, memory.length);
    this.#isLost = false;
  }

  #restorePart(/** @type {Uint8Array} */ memory, /** @type {number} */ from, /** @type {number} */ to) {
    memory.set(this.#image.subarray(from, to), Math.min(from, this.#image.length));
    memory.fill(0, Math.max(from, this.#image.length), Math.max(to, this.#image.length));
  }
}
