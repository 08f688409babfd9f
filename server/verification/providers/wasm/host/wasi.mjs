/**
 * All that a program can ask of the host: the imports of the WebAssembly module. No file, no socket, no process, no
 * environment is behind any of them. What a program passes is a number and nothing else: every access to its memory goes
 * through a view of that memory, which throws where the number lies outside, and the throw ends the program.
 */

/** Errors by their WASI numbers. */
const BAD_DESCRIPTOR = 8;
const FAULT = 21;
const NOT_SEEKABLE = 70;
const CHARACTER_DEVICE = 2;
const ALL_RIGHTS = 0x1fffffffn;

const STDIN = 0;
/** What a child writes its reports to. */
const CHANNEL = 1;
const DISCARDED = 2;

/** The program ended itself. No Error: each run ends with one of these, and none is worth a stack trace. */
export class Exit {
  constructor(/** @type {number} */ status) {
    this.status = status;
  }
}

/** The program is ended: it wrote more than can be judged ("flood"), or waits for what never comes ("blocked"). */
export class Stop {
  constructor(/** @type {"flood" | "blocked"} */ end) {
    this.end = end;
  }
}

/** The interpreter is ready and waits in a call of the clock: it is entered anew from there (machine.mjs). */
export class Parked {}

/**
 * What one machine has, and what its program has used of it.
 * @typedef {object} Host
 * @property {() => ArrayBuffer} memory  The module's memory as it is now.
 * @property {(start: number, length: number) => void} wrote  Told of every write to the memory from here.
 * @property {() => number} size  Pages that the program believes to have.
 * @property {(pages: number) => number} grow  More pages: the size before, or -1.
 * @property {Uint8Array} input  What is left of standard input.
 * @property {(part: Uint8Array) => void} keep  Takes what is written to the channel.
 * @property {number} sleptMs  What it asked to wait, which takes no time.
 * @property {number} maxSleepMs
 * @property {bigint} seed  State of the random numbers, which are the same for each program.
 * @property {boolean} parks  Whether the next look at the clock parks the interpreter.
 * @property {string[]} args
 * @property {string[]} environment
 */

/** The import object's functions, by name; `names` are the ones that the module wants. */
export function createImports(/** @type {Host} */ host, /** @type {string[]} */ names) {
  const view = () => new DataView(host.memory());
  /** A part of the memory, to be written to. */
  const target = (/** @type {number} */ start, /** @type {number} */ length) => {
    const part = new DataView(host.memory(), start >>> 0, length);
    host.wrote(start >>> 0, length);
    return part;
  };
  const bytesOf = (/** @type {DataView} */ part) =>
    new Uint8Array(part.buffer, part.byteOffset, part.byteLength);

  const sizesOf =
    (/** @type {string[]} */ texts) => (/** @type {number} */ count, /** @type {number} */ size) => {
      target(count, 4).setUint32(0, texts.length, true);
      target(size, 4).setUint32(0, textBytes(texts).length, true);
      return 0;
    };
  const textsOf =
    (/** @type {string[]} */ texts) => (/** @type {number} */ pointers, /** @type {number} */ buffer) => {
      let at = buffer >>> 0;
      for (const [index, text] of texts.entries()) {
        target((pointers >>> 0) + 4 * index, 4).setUint32(0, at, true);
        const encoded = textBytes([text]);
        bytesOf(target(at, encoded.length)).set(encoded);
        at += encoded.length;
      }
      return 0;
    };

  /** Calls `each` with the parts of a scatter/gather list until it says that it wants no more; gives the sum. */
  const eachPart = (
    /** @type {number} */ list,
    /** @type {number} */ count,
    /** @type {(start: number, length: number) => number} */ each,
  ) => {
    let total = 0;
    for (let index = 0; index < count >>> 0; index += 1) {
      const at = (list >>> 0) + 8 * index;
      const length = view().getUint32(at + 4, true);
      const done = each(view().getUint32(at, true), length);
      total += done;
      if (done < length) break;
    }
    return total;
  };

  /** @type {Record<string, (...numbers: any[]) => number>} */
  const functions = {
    args_sizes_get: sizesOf(host.args),
    args_get: textsOf(host.args),
    environ_sizes_get: sizesOf(host.environment),
    environ_get: textsOf(host.environment),

    // `sbrk`, see patch-module.mjs.
    sched_yield: () => host.size(),
    fd_datasync: (pages) => host.grow(pages >>> 0),

    clock_res_get: (_clock, result) => {
      target(result, 8).setBigUint64(0, 1_000n, true);
      return 0;
    },
    clock_time_get: (clock, _precision, result) => {
      if (host.parks) throw new Parked();
      const ms = clock === 0 ? performance.timeOrigin + performance.now() : performance.now();
      target(result, 8).setBigUint64(0, BigInt(Math.round(ms * 1e6)), true);
      return 0;
    },
    poll_oneoff: (subscriptions, events, count, result) => {
      const event = earliest(view(), subscriptions >>> 0, count >>> 0);
      host.sleptMs += event.waitMs;
      if (host.sleptMs > host.maxSleepMs) throw new Stop("blocked");
      const written = target(events, 32);
      bytesOf(written).fill(0);
      written.setBigUint64(0, event.userData, true);
      written.setUint8(10, event.kind);
      target(result, 4).setUint32(0, 1, true);
      return 0;
    },
    random_get: (start, length) => {
      const random = bytesOf(target(start, length >>> 0));
      for (let index = 0; index < random.length; index += 1) {
        // Knuth's MMIX generator; its high bits are the good ones.
        host.seed = BigInt.asUintN(64, host.seed * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
        random[index] = Number(host.seed >> 56n);
      }
      return 0;
    },
    proc_exit: (status) => {
      throw new Exit(status);
    },

    fd_read: (descriptor, list, count, result) => {
      if (descriptor !== STDIN) return BAD_DESCRIPTOR;
      const total = eachPart(list, count, (start, length) => {
        const part = host.input.subarray(0, length);
        bytesOf(target(start, part.length)).set(part);
        host.input = host.input.subarray(part.length);
        return part.length;
      });
      target(result, 4).setUint32(0, total, true);
      return 0;
    },
    fd_write: (descriptor, list, count, result) => {
      if (descriptor !== CHANNEL && descriptor !== DISCARDED) return BAD_DESCRIPTOR;
      const size = host.memory().byteLength;
      let isOutside = false;
      const total = eachPart(list, count, (start, length) => {
        isOutside ||= start + length > size;
        if (!isOutside && descriptor === CHANNEL) host.keep(new Uint8Array(host.memory(), start, length));
        return length;
      });
      if (isOutside) return FAULT;
      target(result, 4).setUint32(0, total, true);
      return 0;
    },
    fd_fdstat_get: (descriptor, result) => {
      if (descriptor >>> 0 > DISCARDED) return BAD_DESCRIPTOR;
      const written = target(result, 24);
      bytesOf(written).fill(0);
      written.setUint8(0, CHARACTER_DEVICE);
      written.setBigUint64(8, ALL_RIGHTS, true);
      return 0;
    },
    fd_filestat_get: (descriptor, result) => {
      if (descriptor >>> 0 > DISCARDED) return BAD_DESCRIPTOR;
      const written = target(result, 64);
      bytesOf(written).fill(0);
      written.setUint8(16, CHARACTER_DEVICE);
      return 0;
    },
    fd_fdstat_set_flags: () => 0,
    fd_seek: () => NOT_SEEKABLE,
    fd_tell: () => NOT_SEEKABLE,
    fd_sync: () => 0,
    fd_close: () => 0,
  };
  // Everything else is about descriptors that nobody has.
  const refuse = () => BAD_DESCRIPTOR;
  return Object.fromEntries(names.map((name) => [name, functions[name] ?? refuse]));
}

/** The subscription whose event comes first. Without a clock among them nothing ever comes. */
function earliest(
  /** @type {DataView} */ view,
  /** @type {number} */ subscriptions,
  /** @type {number} */ count,
) {
  let first = { userData: 0n, kind: 0, waitMs: Number.POSITIVE_INFINITY };
  for (let index = 0; index < count; index += 1) {
    const at = subscriptions + 48 * index;
    const kind = view.getUint8(at + 8);
    // Kind 0 is a clock; whether its time is absolute makes no difference where time stands still.
    const waitMs = kind === 0 ? Number(view.getBigUint64(at + 24, true)) / 1e6 : Number.POSITIVE_INFINITY;
    if (waitMs < first.waitMs) first = { userData: view.getBigUint64(at, true), kind, waitMs };
  }
  return first;
}

function textBytes(/** @type {string[]} */ texts) {
  return new TextEncoder().encode(texts.map((text) => `${text}\0`).join(""));
}
