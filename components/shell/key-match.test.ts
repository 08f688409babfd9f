import { describe, expect, it } from "vitest";
import { type KeyPress, matchesKeys, matchesStroke } from "./key-match";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("matchesStroke", () => {
  it("takes Ctrl and Cmd for mod", () => {
    expect(matchesStroke("mod+k", press("k", { ctrlKey: true }))).toBe(true);
    expect(matchesStroke("mod+k", press("K", { metaKey: true }))).toBe(true);
    expect(matchesStroke("mod+k", press("k"))).toBe(false);
  });

  it("leaves a bare letter alone while a modifier is held", () => {
    expect(matchesStroke("k", press("k", { ctrlKey: true }))).toBe(false);
    expect(matchesStroke("n", press("N", { shiftKey: true }))).toBe(false);
  });

  it("asks for shift with letters and named keys, not with symbols", () => {
    expect(matchesStroke("?", press("?", { shiftKey: true }))).toBe(true);
    expect(matchesStroke("?", press("?"))).toBe(true);
    expect(matchesStroke("shift+arrowdown", press("ArrowDown", { shiftKey: true }))).toBe(true);
    expect(matchesStroke("arrowdown", press("ArrowDown", { shiftKey: true }))).toBe(false);
  });
});

describe("matchesKeys", () => {
  it("waits for the rest of a sequence", () => {
    expect(matchesKeys("g o", [press("g")])).toEqual({ matched: false, pending: true });
    expect(matchesKeys("g o", [press("g"), press("o")])).toEqual({ matched: true, pending: false });
  });

  it("does not take other keys in between", () => {
    expect(matchesKeys("g o", [press("g"), press("x"), press("o")]).matched).toBe(false);
  });
});
