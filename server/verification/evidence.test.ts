import { expect, it } from "vitest";
import { boundText, formatTraceback } from "./evidence";

it("cuts long text and says so", () => {
  expect(boundText("abcdef", 4)).toBe("abc…");
  expect(boundText("abcd", 4)).toBe("abcd");
});

it("replaces what a database refuses: NUL and lone surrogates, also where the cut makes one", () => {
  expect(boundText("a\0b\ud800c", 100)).toBe("a\\x00b\ufffdc");
  expect(boundText("a😀😀", 3)).toBe("a\ufffd…");
  expect(boundText("😀", 10)).toBe("😀");
});

it("shows a traceback with the program's own lines", () => {
  const source = "def f():\n    return 1 / 0";
  expect(
    formatTraceback(
      source,
      [
        { line: 2, name: "f" },
        { line: 9, name: "<lambda>" },
      ],
      "ZeroDivisionError: x",
    ),
  ).toBe(
    'Traceback (most recent call last):\n  File "program.py", line 2, in f\n    return 1 / 0\n  File "program.py", line 9, in <lambda>\nZeroDivisionError: x',
  );
  expect(formatTraceback(source, [], "E")).toBeNull();
});
