import { describe, expect, it } from "vitest";
import { likeness, lineForm } from "./line-form";

describe("lineForm", () => {
  it.each([
    ["    total += value * 2  # sum", "count += each * 17"],
    ["return max(a, 'x')", 'return max(b, "other")'],
    ["items.append(x)", "found.append(y)"],
  ])("is the same for %j and %j", (left, right) => {
    expect(lineForm(left)).toEqual(lineForm(right));
  });

  it.each([
    ["a < b", "a <= b"],
    ["return min(a)", "return max(a)"],
    ["items.append(x)", "items.insert(x)"],
    ["if a and b:", "if a or b:"],
  ])("differs for %j and %j", (left, right) => {
    expect(lineForm(left)).not.toEqual(lineForm(right));
  });
});

describe("likeness", () => {
  const form = lineForm("return max(a, b) + 1");
  it("is 1 for the same, 0 for nothing in common, between for the rest", () => {
    expect(likeness(form, form)).toBe(1);
    expect(likeness(["pass"], ["break"])).toBe(0);
    const near = likeness(form, lineForm("return max(a, b) - 1"));
    expect(near).toBeGreaterThan(likeness(form, lineForm("x = y")));
    expect(near).toBeLessThan(1);
  });
});
