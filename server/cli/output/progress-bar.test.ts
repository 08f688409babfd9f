import { expect, it, describe as suite } from "vitest";
import { describe, duration } from "./progress-bar";

suite("describe", () => {
  it("shows how far it is and how long it will take at this attempt's pace", () => {
    const text = describe({ done: 60, total: 100, message: "problems" }, 40, 10);
    expect(text).toContain("60/100 problems");
    expect(text).toContain("20 s left");
    expect(text.match(/█/g)).toHaveLength(14);
  });

  it("says nothing of the time left before anything was done, or when all is", () => {
    expect(describe({ done: 40, total: 100, message: "" }, 40, 10)).not.toContain("left");
    expect(describe({ done: 100, total: 100, message: "" }, 0, 10)).not.toContain("left");
  });

  it("counts where the amount is not known", () => {
    expect(describe({ done: 7, total: null, message: "rows read" }, 0, 1)).toBe("7 rows read");
  });
});

suite("duration", () => {
  it.each([
    [0.2, "1 s"],
    [75, "1 min 15 s"],
    [3720, "1 h 2 min"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
