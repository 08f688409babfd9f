import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repoPath } from "#server/core/paths";
import { classifyLines, isNeutral } from "#server/core/python-lines";
import { readStarter, starterTopics } from "./read-starter";

const good = {
  "problem.md":
    "---\ntitle: Twice\nentry_point: twice\ntopics: [numbers, arrays]\nsplit: train\n---\nWrite `twice(n)`.\n",
  "solution.py": "def twice(n):\r\n    return 2 * n\r\n",
  "tests.py": "assert twice(1) == 2\n\n# none\nassert twice(0) == 0\n",
};

describe("the starter dataset", async () => {
  const problems = await readStarter(repoPath("data", "starter"));

  it("has at least 24 problems", () => {
    expect(problems.length).toBeGreaterThanOrEqual(24);
  });

  it("covers every topic, and all three splits with five problems or more to test on", () => {
    expect(new Set(problems.flatMap((problem) => problem.topics))).toEqual(new Set(starterTopics));
    expect(new Set(problems.map((problem) => problem.split))).toEqual(
      new Set(["train", "validation", "test"]),
    );
    expect(problems.filter((problem) => problem.split === "test").length).toBeGreaterThanOrEqual(5);
  });

  it.each(["title", "entryPoint", "statement", "code"] as const)("repeats no %s", (field) => {
    expect(new Set(problems.map((problem) => problem[field])).size).toBe(problems.length);
  });

  it("has neutral lines of every kind", () => {
    const kinds = new Set(problems.flatMap((problem) => classifyLines(problem.code)));
    expect(kinds).toEqual(new Set(["code", "blank", "comment", "docstring", "bracket"]));
  });

  it.each(problems.map((problem) => [problem.key, problem] as const))("%s has its shape", (key, problem) => {
    const codeLines = classifyLines(problem.code).filter((kind) => !isNeutral(kind)).length;
    expect(codeLines).toBeGreaterThanOrEqual(8);
    expect(codeLines).toBeLessThanOrEqual(40);
    expect(problem.tests.length).toBeGreaterThanOrEqual(8);
    expect(problem.entryPoint).toBe(key.replaceAll("-", "_"));
    expect(problem.statement).toContain(`\`${problem.entryPoint}(`);
    expect(problem.statement).toContain("Example: ");
    const imports = problem.code.match(/^(?:import|from) \w+/gm) ?? [];
    const allowed = /^(?:import|from) (?:math|collections|heapq|itertools|re|functools)$/;
    expect(imports.filter((statement) => !allowed.test(statement))).toEqual([]);
  });
});

describe("readStarter", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "linewise-starter-"));
  });
  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  async function write(slug: string, files: Partial<Record<string, string>>): Promise<void> {
    await mkdir(path.join(dir, slug));
    for (const [name, text] of Object.entries(files)) {
      if (text !== undefined) await writeFile(path.join(dir, slug, name), text);
    }
  }

  it("reads a problem's three files, ordered by slug, and leaves loose files alone", async () => {
    await write("twice", good);
    await write("also", { ...good, "tests.py": `import math\nlimit = 3\n${good["tests.py"]}` });
    await writeFile(path.join(dir, "README.md"), "about");
    expect(await readStarter(dir)).toEqual([
      expect.objectContaining({ key: "also", setup: "import math\nlimit = 3" }),
      {
        key: "twice",
        title: "Twice",
        statement: "Write `twice(n)`.",
        entryPoint: "twice",
        topics: ["numbers", "arrays"],
        split: "train",
        code: "def twice(n):\n    return 2 * n",
        tests: ["assert twice(1) == 2", "assert twice(0) == 0"],
      },
    ]);
  });

  const head = good["problem.md"];
  it.each([
    ["no front matter", "problem.md", "Write it.", "twice/problem.md:1: "],
    ["an unclosed front matter", "problem.md", "---\ntitle: A\n", "twice/problem.md:3: "],
    ["a line that is no field", "problem.md", head.replace("split: train", "split"), "twice/problem.md:5: "],
    ["a field given twice", "problem.md", head.replace("split:", "title:"), "twice/problem.md:5: "],
    ["an unknown split", "problem.md", head.replace("train", "dev"), "twice/problem.md:5: split: "],
    ["an unknown topic", "problem.md", head.replace("arrays", "magic"), "twice/problem.md:4: topics: "],
    [
      "an unknown field",
      "problem.md",
      head.replace("split:", "colour: red\nsplit:"),
      "twice/problem.md:5: colour: ",
    ],
    ["a missing field", "problem.md", head.replace("split: train\n", ""), "twice/problem.md:5: split: "],
    ["no statement", "problem.md", head.replace("Write `twice(n)`.", ""), "twice/problem.md:6: "],
    ["no entry point", "solution.py", "def thrice(n):\n    return 3 * n\n", "twice/solution.py:1: "],
    ["no test", "tests.py", "# later\n", "twice/tests.py:2: there is no assert"],
    ["a test of something else", "tests.py", "\nassert other(1) == 1\n", "twice/tests.py:2: "],
    ["a test of several lines", "tests.py", "assert twice(\n    1) == 2\n", "twice/tests.py:1: "],
    ["a statement after tests", "tests.py", "assert twice(1) == 2\nx = 1\n", "twice/tests.py:2: "],
    ["a repeated test", "tests.py", "assert twice(1) == 2\n\nassert twice(1) == 2\n", "twice/tests.py:3: "],
    ["a missing file", "tests.py", undefined, "twice/tests.py: the file can't be read"],
  ])("names file and line for %s", async (_name, file, text, message) => {
    await write("twice", { ...good, [file]: text });
    await expect(readStarter(dir)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining(message),
    });
  });

  it("says that a folder is missing", async () => {
    await expect(readStarter(path.join(dir, "none"))).rejects.toMatchObject({ code: "not-found" });
  });
});
