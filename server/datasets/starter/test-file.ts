import { LineError } from "./line-error";

/** What a problem's tests.py holds: statements to run first, and one assert a test case. */
type TestFile = { tests: string[]; setup: string | undefined };

/**
 * Reads tests.py: whatever stands above the first assert is setup, and from there on every line that is neither blank
 * nor a comment is one complete `assert entryPoint(…) == literal`. One line each keeps a test's number and its line in
 * the file in step for a reader.
 *
 * @throws LineError naming the line.
 */
export function parseTestFile(source: string, entryPoint: string): TestFile {
  const lines = source.split(/\r?\n/);
  const first = lines.findIndex((line) => line.startsWith("assert "));
  if (first < 0) throw new LineError(lines.length, "there is no assert");
  const setup = lines.slice(0, first).join("\n").trim();

  const seen = new Map<string, number>();
  for (const [index, text] of lines.entries()) {
    if (index < first || isSilent(text)) continue;
    const line = index + 1;
    const test = text.trimEnd();
    if (!test.startsWith(`assert ${entryPoint}(`) || !test.includes(") == ")) {
      throw new LineError(line, `expected "assert ${entryPoint}(…) == literal" on one line`);
    }
    const earlier = seen.get(test);
    if (earlier !== undefined) throw new LineError(line, `the same test stands on line ${earlier}`);
    seen.set(test, line);
  }
  return { tests: [...seen.keys()], setup: setup === "" ? undefined : setup };
}

function isSilent(line: string): boolean {
  const text = line.trim();
  return text === "" || text.startsWith("#");
}
