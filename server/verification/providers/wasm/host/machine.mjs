import { roomAt, roomBytes } from "./mark-stores.mjs";
import { Marks } from "./marks.mjs";
import { stackPointerExport, tableExport } from "./patch-module.mjs";
import { createImports, Exit, Parked, Stop } from "./wasi.mjs";

const pageBytes = 65_536;
/** `vectorcall` of a function object of CPython 3.12 where a pointer has four bytes. */
const vectorcallOffset = 64;
/** A memory that has grown by more than this is given back rather than cleared: it cannot shrink. */
const keptPages = 512;
/** Exit statuses of a process that a signal ended, as far as there is anything like it here. */
const ABORTED = -6;
const MEMORY_FAULT = -11;

/**
 * An interpreter at the moment before a program: its memory, its stack pointer, and which function takes a job. Table and
 * functions of the module never change, so this is all there is of it.
 * @typedef {{ memory: Uint8Array, stackPointer: number, entry: number }} Image
 */

/**
 * How a program ended by itself. `status` is its exit status, or minus a signal's number.
 * @typedef {{ end: "exited" | "flood" | "blocked", status: number }} Ending
 */

/** Starts Python with a script and the bytes it reads, up to the point where it says hello and looks at the clock. */
export function bootImage(
  /** @type {WebAssembly.Module} */ module,
  /** @type {string} */ script,
  /** @type {Uint8Array} */ input,
) {
  const host = createHost({ memory: () => exports.memory.buffer });
  host.args = ["python", "-s", "-P", "-S", "-B", "-X", "utf8", "-c", script];
  // A fixed hash seed makes runs repeatable.
  host.environment = ["PYTHONHASHSEED=0"];
  host.input = input;
  const exports = instantiate(module, host);
  const startPages = roomAt / pageBytes;
  if (exports.memory.buffer.byteLength !== roomAt)
    throw new Error("the module's memory is not as large as it was");
  exports.memory.grow(roomBytes / pageBytes);
  // Python finds no room where the marks are: what it has ends before, what it is given begins after.
  host.size = () => startPages;
  host.grow = (pages) => exports.memory.grow(pages);
  let said = "";
  host.keep = (part) => {
    said += Buffer.from(part).toString();
  };
  // The script's last word before it looks at the clock: the address of the function that takes jobs.
  let entry = 0;
  Object.defineProperty(host, "parks", {
    get: () => {
      const hello = /^linewise (\d+)\n$/.exec(said);
      entry = Number(hello?.[1] ?? 0);
      return entry > 0;
    },
  });
  try {
    exports._start();
  } catch (error) {
    if (!(error instanceof Parked)) throw new Error(`Python did not start: ${error}: ${said.slice(-2_000)}`);
  }
  if (entry === 0) throw new Error(`Python did not start: ${said.slice(-2_000)}`);
  const memory = new Uint8Array(exports.memory.buffer.slice(0));
  const room = memory.subarray(roomAt, roomAt + roomBytes);
  if (room.some((mark) => mark > 1)) throw new Error("something else lies where the marks are");
  room.fill(0);
  /** @type {Image} */
  const image = {
    memory,
    stackPointer: exports[stackPointerExport].value,
    entry,
  };
  return image;
}

/**
 * Runs programs, one after the other, each in an interpreter that no program ran in: whatever the one before wrote to is
 * written anew from the image. What the module's table holds cannot change, as it has no instruction for that.
 */
export class Machine {
  #module;
  #image;
  #host;
  #exports;
  #basePages;
  #ledger;
  #marks;
  #isFresh = false;
  /** Whether the memory holds the image but for what is marked. */
  #isMarked = false;

  /** `ledger` is where others can see what the program has used and written, also while it runs. */
  constructor(
    /** @type {WebAssembly.Module} */ module,
    /** @type {Image} */ image,
    /** @type {import("./ledger.mjs").Ledger} */ ledger,
  ) {
    this.#module = module;
    this.#image = image;
    this.#ledger = ledger;
    this.#basePages = image.memory.length / pageBytes;
    ledger.pages = this.#basePages;
    this.#marks = new Marks(image.memory);
    this.#host = createHost({ memory: () => this.#exports.memory.buffer });
    this.#host.wrote = (start, length) => this.#marks.add(this.#exports.memory.buffer, start, length);
    this.#exports = this.#instantiate();
    this.prepare();
  }

  /** Restores the interpreter. Done after each program, while nobody waits. */
  prepare() {
    if (this.#exports.memory.buffer.byteLength / pageBytes > this.#basePages + keptPages) {
      this.#exports = this.#instantiate();
    }
    const memory = new Uint8Array(this.#exports.memory.buffer);
    if (this.#isMarked) this.#marks.restore(memory);
    else this.#marks.restoreAll(memory);
    this.#isMarked = true;
    this.#exports[stackPointerExport].value = this.#image.stackPointer;
    this.#ledger.start(this.#basePages);
    this.#isFresh = true;
  }

  /** Runs one job (fields.py) with so much memory on top of the interpreter's own. Call `prepare` before the next. */
  run(
    /** @type {Uint8Array} */ job,
    /** @type {{ memoryMb: number, idleMs: number }} */ { memoryMb, idleMs },
  ) {
    if (!this.#isFresh) throw new Error("the interpreter was not restored");
    this.#isFresh = false;
    const host = this.#host;
    const memory = this.#exports.memory;
    const maxPages = this.#basePages + memoryMb * 16;
    const ledger = this.#ledger;
    host.size = () => ledger.pages;
    host.grow = (pages) => {
      const before = ledger.pages;
      if (before + pages > maxPages) return -1;
      const missing = before + pages - memory.buffer.byteLength / pageBytes;
      try {
        if (missing > 0) memory.grow(missing);
      } catch {
        return -1;
      }
      ledger.pages = before + pages;
      return before;
    };
    host.keep = (part) => {
      if (!ledger.write(part)) throw new Stop("flood");
    };
    Object.assign(host, { input: job, sleptMs: 0, maxSleepMs: idleMs, seed: 1n });
    ledger.isRunning = true;
    const ending = this.#enter();
    ledger.isRunning = false;
    return ending;
  }

  /** @returns {Ending} */
  #enter() {
    const { entry } = this.#image;
    const address = new DataView(this.#exports.memory.buffer).getUint32(entry + vectorcallOffset, true);
    try {
      this.#exports[tableExport].get(address)(entry, 0, 0, 0);
      // The function ends the process; when it comes back, something in it went wrong.
      return { end: "exited", status: 70 };
    } catch (error) {
      if (error instanceof Exit) return { end: "exited", status: error.status };
      if (error instanceof Stop) return { end: error.end, status: 0 };
      const isAbort = error instanceof WebAssembly.RuntimeError && error.message === "unreachable";
      return { end: "exited", status: isAbort ? ABORTED : MEMORY_FAULT };
    }
  }

  #instantiate() {
    const exports = instantiate(this.#module, this.#host);
    const missing = this.#basePages - exports.memory.buffer.byteLength / pageBytes;
    if (missing > 0) exports.memory.grow(missing);
    this.#isMarked = false;
    return exports;
  }
}

/** @returns {any} */
function instantiate(
  /** @type {WebAssembly.Module} */ module,
  /** @type {import("./wasi.mjs").Host} */ host,
) {
  const names = WebAssembly.Module.imports(module).map(({ name }) => name);
  const imports = createImports(host, names);
  return new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports }).exports;
}

/** @returns {import("./wasi.mjs").Host} */
function createHost(/** @type {{ memory: () => ArrayBuffer }} */ { memory }) {
  return {
    memory,
    wrote: () => undefined,
    size: () => 0,
    grow: () => -1,
    input: new Uint8Array(0),
    keep: () => undefined,
    sleptMs: 0,
    maxSleepMs: 0,
    seed: 1n,
    parks: false,
    args: [],
    environment: [],
  };
}
