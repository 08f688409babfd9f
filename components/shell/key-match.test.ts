import { describe, expect, it } from "vitest";
import { bestMatch, type KeyPress, matchesKeys, matchesStroke } from "./key-match";

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

describe("bestMatch", () => {
  const line = { keys: "j", name: "next line" };
  const jobs = { keys: "g j", name: "go to jobs" };
  const older = { keys: ["x", "j"], name: "older" };

  it.each([
    ["a sequence over its last key", [line, jobs], ["g", "j"], "go to jobs"],
    ["the single key by itself", [line, jobs], ["j"], "next line"],
    ["the single key after another one", [line, jobs], ["x", "j"], "next line"],
    ["the first of equal ones", [line, older], ["j"], "next line"],
    ["nothing for a key that nobody has", [line, jobs], ["q"], undefined],
  ])("takes %s", (_, entries, keys, name) => {
    expect(
      bestMatch(
        entries,
        keys.map((key) => press(key)),
      )?.name,
    ).toBe(name);
  });
});
