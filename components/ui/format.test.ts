import { describe, expect, it } from "vitest";
import { formatAgo, formatBytes, formatRate, formatSeconds, formatShare, plural } from "./format";

describe("format", () => {
  it.each([
    [0, "0 s"],
    [59.4, "59 s"],
    [60, "1 min"],
    [200, "3 min 20 s"],
    [7500, "2 h 5 min"],
  ])("says %d seconds as %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it("gives slow rates by the minute", () => {
    expect([formatRate(1234.4), formatRate(2.34), formatRate(0.05)]).toEqual(["1,234/s", "2.3/s", "3.0/min"]);
  });

  it("has no share of nothing", () => {
    expect([formatShare(1, 8), formatShare(0, 0)]).toEqual(["12.5 %", "–"]);
  });

  it("counts in singular and plural", () => {
    expect([plural(1, "problem"), plural(2000, "problem"), plural(2, "entry", "entries")]).toEqual([
      "1 problem",
      "2,000 problems",
      "2 entries",
    ]);
  });

  it("says how long ago within a day", () => {
    const now = new Date("2026-01-02T12:00:00Z");
    const ago = (seconds: number) => formatAgo(new Date(now.getTime() - seconds * 1000), now);
    expect([ago(5), ago(300), ago(7200)]).toEqual(["just now", "5 min ago", "2 h ago"]);
  });

  it("says sizes in decimal units", () => {
    expect([formatBytes(12), formatBytes(1500), formatBytes(3_200_000)]).toEqual([
      "12 B",
      "1.5 kB",
      "3.2 MB",
    ]);
  });
});
