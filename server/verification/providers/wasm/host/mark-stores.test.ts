import { describe, expect, it } from "vitest";
import { numberOf } from "./binary.mjs";
import { markStores, marksAt, parametersOf, pieceBits } from "./mark-stores.mjs";

const [i32, i64, f32, f64] = [0x7f, 0x7e, 0x7d, 0x7c];
const section = (id: number, body: number[]): number[] => [id, ...numberOf(body.length), ...body];

/** A module with a memory of 162 pages and one function `go(address, value)` that stores, marked or not. */
async function moduleOf(store: number, type: number, offset: number, isMarked: boolean) {
  const types = [1, 0x60, 2, i32, type, 0];
  const functions = [1, 0];
  const body = [0, 0x20, 0, 0x20, 1, store, 0, ...numberOf(offset), 0x0b];
  const code = Uint8Array.from([1, ...numberOf(body.length), ...body]);
  const marked = markStores(code, parametersOf(Uint8Array.from(types), Uint8Array.from(functions)));
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(3, functions),
    ...section(5, [1, 0, ...numberOf(162)]),
    ...section(7, [2, 2, 0x67, 0x6f, 0, 0, 1, 0x6d, 2, 0]),
    ...section(10, [...(isMarked ? marked : code)]),
  ]);
  const { instance } = await WebAssembly.instantiate(bytes);
  return instance.exports as { go: (address: number, value: unknown) => void; m: WebAssembly.Memory };
}

describe("a marked store", () => {
  it.each([
    ["i32.store", 0x36, i32, 0x01020304],
    ["i64.store", 0x37, i64, 0x0102030405060708n],
    ["f32.store", 0x38, f32, 1.5],
    ["f64.store", 0x39, f64, -2.25],
    ["i32.store8", 0x3a, i32, 0xab],
    ["i32.store16", 0x3b, i32, 0xabcd],
    ["i64.store8", 0x3c, i64, 0xabn],
    ["i64.store16", 0x3d, i64, 0xabcdn],
    ["i64.store32", 0x3e, i64, 0xabcdef01n],
  ])("%s writes what it wrote, and one mark", async (_name, store, type, value) => {
    for (const [address, offset] of [
      [40_000, 0],
      [5, 70_000],
      [3 * 65_536 - 2, 0],
    ] as const) {
      const [plain, marked] = await Promise.all([false, true].map((is) => moduleOf(store, type, offset, is)));
      plain?.go(address, value);
      marked?.go(address, value);
      const [before = new Uint8Array(1), after = new Uint8Array(0)] = [plain, marked].map(
        (made) => new Uint8Array(made?.m.buffer ?? new ArrayBuffer(0)),
      );
      expect(Buffer.compare(after.subarray(0, marksAt), before.subarray(0, marksAt))).toBe(0);
      const marks = after.subarray(marksAt);
      expect([...marks.entries()].filter(([, mark]) => mark !== 0)).toEqual([
        [(address + offset) >>> pieceBits, 1],
      ]);
    }
  });

  it("that traps leaves no mark", async () => {
    const { go, m } = await moduleOf(0x36, i32, 0xffff_0000, true);
    expect(() => go(65_536, 1)).toThrow(WebAssembly.RuntimeError);
    expect(new Uint8Array(m.buffer).some((byte) => byte !== 0)).toBe(false);
  });

  it("an instruction that nobody looked at is refused", () => {
    const body = [0, 0x3f, 0, 0x1a, 0x0b];
    expect(() => markStores(Uint8Array.from([1, body.length, ...body]), [0])).toThrow("0x3f");
  });
});
