import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry";

const now = Date.parse("2026-03-01T12:00:00Z");

describe("retryAfterMs", () => {
  it.each([
    ["7", 7000],
    [" 0 ", 0],
    ["1.5", 1500],
    ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
    ["soon", null],
    ["-3", null],
    ["", null],
    [undefined, null],
  ])("reads %j", (header, expected) => expect(retryAfterMs(header, now)).toBe(expected));
});
