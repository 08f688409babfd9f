import { expect, test } from "vitest";
import { WaitingLine } from "./waiting-line";

test("interactive items go ahead of bulk ones, each kind in order", () => {
  const line = new WaitingLine<string>();
  line.push("bulk 1", "bulk");
  line.push("person 1", "interactive");
  line.push("bulk 2", "bulk");
  line.push("person 2", "interactive");
  const order = Array.from({ length: 5 }, () => line.shift());
  expect(order).toEqual(["person 1", "person 2", "bulk 1", "bulk 2", undefined]);
});

test("an item can be taken out once", () => {
  const line = new WaitingLine<string>();
  line.push("a", "bulk");
  expect(line.remove("a")).toBe(true);
  expect(line.remove("a")).toBe(false);
  expect(line.size).toBe(0);
});
