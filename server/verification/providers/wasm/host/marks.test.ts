import { describe, expect, it } from "vitest";
import { marksAt, marksBytes, pieceBits } from "./mark-stores.mjs";
import { Marks } from "./marks.mjs";

const piece = 2 ** pieceBits;
const image = new Uint8Array(marksAt + marksBytes + 16 * piece).map((_, at) => (at < marksAt ? at % 251 : 0));
const marked = (memory: Uint8Array, at: number): number => memory[marksAt + (at >>> pieceBits)] ?? 0;

/** What a store of the program does (mark-stores.mjs): first the bytes, then the mark. */
function store(memory: Uint8Array, at: number, bytes: number[]): void {
  memory.set(bytes, at);
  memory[marksAt + (at >>> pieceBits)] = 1;
}

describe("a memory is the image again", () => {
  const fresh = (): Uint8Array => {
    const memory = new Uint8Array(image.length + 8 * piece);
    memory.set(image);
    return memory;
  };
  const expected = fresh();

  it.each<[string, (memory: Uint8Array) => void]>([
    ["after nothing", () => undefined],
    ["after a store", (memory) => store(memory, 5 * piece + 7, [1, 2, 3])],
    ["after a store across two pieces", (memory) => store(memory, 6 * piece - 3, [9, 9, 9, 9, 9, 9, 9, 9])],
    ["after a store at the very start", (memory) => store(memory, 0, [7])],
    ["after stores in a row of pieces", (memory) => [3, 4, 5].map((at) => store(memory, at * piece, [0xee]))],
    ["after a store beyond the image", (memory) => store(memory, image.length + piece, [1])],
    ["after a store into the last bytes", (memory) => store(memory, memory.length - 4, [1, 2, 3, 4])],
    [
      "after a program that wiped the mark of its store",
      (memory) => {
        store(memory, 9 * piece, [66]);
        store(memory, marksAt + 9, [0]);
      },
    ],
    [
      "after one that then wiped the mark of wiping",
      (memory) => {
        store(memory, 9 * piece, [66]);
        store(memory, marksAt + 9, [0]);
        store(memory, marksAt + (marksAt >>> pieceBits), [0]);
      },
    ],
    [
      "after one that wiped the mark with a store that begins before the marks",
      (memory) => {
        store(memory, 2 * piece, [66]);
        store(memory, marksAt - 4, [0, 0, 0, 0, 0, 0, 0, 0]);
      },
    ],
  ])("%s", (_name, act) => {
    const memory = fresh();
    act(memory);
    new Marks(image).restore(memory);
    expect(Buffer.compare(memory, expected)).toBe(0);
  });

  it("after writes of the host", () => {
    const memory = fresh();
    const marks = new Marks(image);
    memory.fill(1, 2 * piece + 5, 4 * piece + 1);
    marks.add(memory.buffer, 2 * piece + 5, 2 * piece - 4);
    expect([1, 2, 3, 4, 5].map((at) => marked(memory, at * piece))).toEqual([0, 1, 1, 1, 0]);
    marks.restore(memory);
    expect(Buffer.compare(memory, expected)).toBe(0);
  });

  // The host marks what it is about to write to, then writes: into the marks, that can wipe any of them, its own too.
  it.each<[string, number, number]>([
    ["the mark of a store", marksAt + 9, 1],
    ["all marks", marksAt, marksBytes],
    ["marks from before them on", marksAt - 2, 16],
  ])("after a program that had the host wipe %s", (_name, start, length) => {
    const memory = fresh();
    const marks = new Marks(image);
    store(memory, 9 * piece, [66]);
    for (const [at, bytes] of [
      [start, length],
      [marksAt + (start >>> pieceBits), 2],
    ] as const) {
      marks.add(memory.buffer, at, bytes);
      memory.fill(0, at, at + bytes);
    }
    marks.restore(memory);
    expect(Buffer.compare(memory, expected)).toBe(0);
    // The next program's own writes are enough again.
    store(memory, 9 * piece, [66]);
    memory[12 * piece] = 0xee;
    marks.restore(memory);
    expect([memory[9 * piece], memory[12 * piece]]).toEqual([image[9 * piece], 0xee]);
  });
});
