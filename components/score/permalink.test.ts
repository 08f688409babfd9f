import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { linkHash, readLink } from "./permalink";

const state = { problem: 7, code: "def f():\n    return 'é😀'\n", statement: "", tests: "assert f()" };
const hashOf = (value: string) => `#s=${deflateRawSync(value).toString("base64url")}`;

describe("a link to the score page", () => {
  it("brings back what was on the page", async () => {
    const hash = await linkHash(state);
    expect(hash).toMatch(/^#s=[\w-]+$/);
    expect(await readLink(hash ?? "")).toEqual(state);
  });

  it("is not made of a program that is too long for an address", async () => {
    const code = Array.from({ length: 9_000 }, (_, index) => `x${index * 7919} = ${index}`).join("\n");
    expect(await linkHash({ ...state, code })).toBeNull();
  });

  it.each([
    ["nothing", ""],
    ["another hash", "#top"],
    ["damage", "#s=AAAA"],
    ["no base64", "#s=%%%"],
    ["another shape", hashOf('{"code": 1}')],
    ["what unpacks without end", hashOf(JSON.stringify({ ...state, code: "x".repeat(5_000_000) }))],
  ])("is not read from %s", async (_, hash) => {
    expect(await readLink(hash)).toBeNull();
  });
});
