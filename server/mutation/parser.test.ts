import { expect, it } from "vitest";
import { parsePython, parses } from "./parser";

it("makes plain nodes with UTF-16 offsets", () => {
  const source = "a = '😀é'\nb";
  const root = parsePython(source);
  expect(root.all("string")[0]?.text).toBe("'😀é'");
  expect(root.all("identifier").map((node) => node.text)).toEqual(["a", "b"]);
});

it("takes what parses, empty sources too", () => {
  expect(["", "\n", "a = 1", "def f():\n    pass", "f''"].every(parses)).toBe(true);
});

it.each(["def f(:\n    pass", "if a:\n", "print(a", "a = = 1", "range(3:", "if a\n    b"])(
  "refuses %s",
  (source) => {
    expect(parses(source)).toBe(false);
  },
);
