const maxOutputBytes = 2 << 20;
const headBytes = 12;
/** Where the numbers are. */
const PAGES = 0;
const WRITTEN = 1;
const RUNNING = 2;

/**
 * What a program has used and written so far, in memory that the watchdog shares: of a program that never ends, what it
 * had answered before is kept.
 */
export class Ledger {
  /** @type {SharedArrayBuffer} */
  buffer;
  #numbers;
  #output;

  constructor(buffer = new SharedArrayBuffer(headBytes + maxOutputBytes)) {
    this.buffer = buffer;
    this.#numbers = new Int32Array(buffer, 0, 3);
    this.#output = new Uint8Array(buffer, headBytes);
  }

  start(/** @type {number} */ pages) {
    this.pages = pages;
    Atomics.store(this.#numbers, WRITTEN, 0);
  }

  /** Pages of 64 KiB that the program has, the interpreter's own among them. */
  get pages() {
    return Atomics.load(this.#numbers, PAGES);
  }

  set pages(pages) {
    Atomics.store(this.#numbers, PAGES, pages);
  }

  /** Between a program's first and last moment: what its thread does before and after is not the program's time. */
  get isRunning() {
    return Atomics.load(this.#numbers, RUNNING) === 1;
  }

  set isRunning(isRunning) {
    Atomics.store(this.#numbers, RUNNING, isRunning ? 1 : 0);
  }

  /** False when it is more than can be judged. */
  write(/** @type {Uint8Array} */ part) {
    const before = Atomics.load(this.#numbers, WRITTEN);
    if (before + part.length > this.#output.length) return false;
    this.#output.set(part, before);
    // After the bytes, so that nobody reads what is not there yet.
    Atomics.store(this.#numbers, WRITTEN, before + part.length);
    return true;
  }

  /** A copy of everything written. */
  read() {
    return this.#output.slice(0, Atomics.load(this.#numbers, WRITTEN));
  }
}
