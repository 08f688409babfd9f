import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { datasetStats, datasets, problems, programs, sources, testCases } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { sha256 } from "#server/core/digest";
import { repoPath } from "#server/core/paths";
import { listProblems } from "../list-problems";
import { problemPageInputSchema } from "../schema";
import { importFile } from "./import-file";

// Many programs and tests: on a busy machine this takes longer than others.
vi.setConfig({ testTimeout: 240_000 });

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "linewise-import-"));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

function row(id: number, rest: Record<string, unknown> = {}) {
  return {
    task_id: id,
    text: `Write a function to add ${id} to a number. Then return it.`,
    code: `def add_${id}(value):\r\n    total = value + ${id}\r\n    return total\r\n`,
    test_list: [`assert add_${id}(1) == ${id + 1}`, `assert add_${id}(-1) == ${id - 1}`],
    test_setup_code: "",
    challenge_test_list: [],
    ...rest,
  };
}

async function importRows(dataset: string, rows: unknown[], rest: { limit?: number } = {}) {
  const file = path.join(folder, `${crypto.randomUUID()}.jsonl`);
  const lines = rows.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  await writeFile(file, `${lines.join("\n")}\n`);
  return importFile(database.db, { path: file, format: "mbpp", dataset, ...rest });
}

describe("importFile", () => {
  it("takes problem, tests and reference apart, and keeps what it has no column for", async () => {
    const given = row(7, { challenge_test_list: ["assert add_7(0) == 7"], note: "kept" });
    const { datasetId } = await importRows("whole", [given]);
    const [problem] = await database.db.select().from(problems).where(eq(problems.datasetId, datasetId));
    expect(problem).toMatchObject({
      key: "7",
      title: "Add 7 to a number",
      entryPoint: "add_7",
      split: "train",
      extra: { challenge_test_list: ["assert add_7(0) == 7"], note: "kept" },
    });
    const cases = await database.db
      .select()
      .from(testCases)
      .where(eq(testCases.problemId, problem?.id ?? 0));
    expect(cases.map(({ source }) => source)).toEqual(given.test_list);
    expect(cases[0]?.spec).toMatchObject({ kind: "call", call: "add_7(1)", expected: "8" });
    const [program] = await database.db
      .select()
      .from(programs)
      .innerJoin(sources, eq(sources.programId, programs.id))
      .where(eq(programs.problemId, problem?.id ?? 0));
    expect(program?.sources.text).toBe("def add_7(value):\n    total = value + 7\n    return total");
    expect(program?.programs).toMatchObject({ origin: "reference", lineCount: 3 });
    expect(program?.programs.originalHash?.toString("hex")).toBe(sha256(given.code));
  });

  it("names bad rows by line and reason, and imports the others", async () => {
    const result = await importRows("some bad", [
      row(1),
      "{not json",
      { ...row(2), code: undefined },
      "",
      row(3, { test_list: ["x = 1"] }),
      row(4, { test_list: ["assert add_4(1) == 5", "print(add_4(1))"] }),
      row(6, { code: "# nothing\n" }),
      row(8, { text: "nul \0" }),
    ]);
    expect(result.problems).toBe(2);
    expect(result.rejected.map(({ line, key }) => [line, key])).toEqual([
      [2, null],
      [3, "2"],
      [5, "3"],
      [6, "4"],
      [7, "6"],
      [8, "8"],
    ]);
    expect(result.rejected[1]?.reason).toContain("code");
    expect(result.rejected[3]?.reason).toContain("test 2");
  });

  it("passes over a row that it has, and refuses another problem under its key", async () => {
    await importRows("again", [row(1), row(2)]);
    const result = await importRows("again", [row(2), row(1, { text: "Something else." }), row(3), row(3)]);
    expect(result).toMatchObject({ problems: 1, unchanged: 2, rejected: [{ line: 2, key: "1" }] });
    const [stats] = await database.db
      .select()
      .from(datasetStats)
      .where(eq(datasetStats.datasetId, result.datasetId));
    expect(stats).toMatchObject({ problems: 3, programs: 3, builtProblems: 0 });
  });

  it("leaves nothing behind when it is stopped or finds no good row", async () => {
    const file = path.join(folder, "stopped.jsonl");
    await writeFile(file, Array.from({ length: 900 }, (_, id) => JSON.stringify(row(id + 1))).join("\n"));
    const stop = new AbortController();
    const stopped = importFile(database.db, {
      path: file,
      format: "mbpp",
      dataset: "stopped",
      signal: stop.signal,
      onProgress: (rows) => rows === 650 && stop.abort(),
    });
    await expect(stopped).rejects.toThrow();
    await expect(importRows("empty", ["nonsense"])).rejects.toThrow(/line 1/);
    await expect(importRows("empty", [])).rejects.toThrow(/no rows/);
    const names = (await database.db.select().from(datasets)).map(({ name }) => name);
    expect(names).not.toContain("stopped");
    expect(names).not.toContain("empty");
  });

  it("reserves every fifth problem, and what is like it, for testing", async () => {
    const twin = (id: number) => row(id, { text: "Write a function to count sheep in a field." });
    const renamed = (id: number, name: string) =>
      row(id, {
        text: `Write a function to ${name} things.`,
        code: `def ${name}(values):\n    # about ${name}\n    ${name}_sum = 0\n    for one in values:\n        ${name}_sum += one * 2\n    return ${name}_sum`,
        test_list: [`assert ${name}([1]) == 2`],
      });
    const { datasetId, reserved } = await importRows("splits", [
      row(1),
      twin(2),
      renamed(3, "gather"),
      row(5),
      twin(10),
      renamed(15, "collect"),
    ]);
    const found = await database.db
      .select()
      .from(problems)
      .where(eq(problems.datasetId, datasetId))
      .orderBy(asc(problems.id));
    expect(found.map(({ key, split }) => `${key} ${split}`)).toEqual([
      "1 train",
      "2 test",
      "3 test",
      "5 test",
      "10 test",
      "15 test",
    ]);
    expect(reserved).toBe(2);
    expect(found[1]?.cluster).toBe(found[4]?.cluster);
    expect(found[2]?.cluster).toBe(found[5]?.cluster);
    expect(found[0]?.cluster).not.toBe(found[3]?.cluster);
  });

  it("names earlier problems of other splits that a new test problem is like", async () => {
    const likeIt = (id: number) => row(id, { text: "Write a function to weigh a suitcase of feathers." });
    const first = await importRows("copied", [likeIt(1)]);
    expect(first.leaking).toEqual([]);
    const second = await importRows("original", [likeIt(5)]);
    expect(second.leaking).toContainEqual({ dataset: "copied", key: "1" });
    expect(second.leaking).not.toContainEqual(expect.objectContaining({ dataset: "original" }));
  });

  it("lists a thousand bad rows and counts the others", async () => {
    const bad = Array.from({ length: 1_003 }, () => "nonsense");
    const result = await importRows("many bad", [...bad, row(1)]);
    expect(result.rejected).toHaveLength(1_000);
    expect(result).toMatchObject({ problems: 1, rejectedMore: 3 });
  });

  it("is found by the words of its statement and by its function's name", async () => {
    const { datasetId } = await importRows("searched", [
      row(1, { text: "Write a function to rotate a matrix." }),
      row(2, { text: "Write a function to reverse words." }),
    ]);
    const search = async (text: string) => {
      const page = await listProblems(database.db, problemPageInputSchema.parse({ datasetId, search: text }));
      return page.items.map(({ key }) => key);
    };
    expect(await search("matri")).toEqual(["1"]);
    expect(await search("reversing word")).toEqual(["2"]);
    expect(await search("add_2")).toEqual(["2"]);
    expect(await search("add_2 matrix")).toEqual([]);
    expect(await search("the ' & !")).toEqual(["1", "2"]);
  });

  it("takes the limit's first rows only", async () => {
    expect(await importRows("limited", [row(1), row(2), row(3)], { limit: 2 })).toMatchObject({
      problems: 2,
    });
  });

  it("imports the starter problems", async () => {
    const result = await importFile(database.db, {
      path: repoPath("data", "starter"),
      format: "starter",
      dataset: "Starter",
    });
    expect(result.rejected).toEqual([]);
    expect(result.problems).toBeGreaterThanOrEqual(24);
  });

  const mbpp = repoPath("..", "shared", "data", "mbpp.jsonl");
  it.skipIf(!existsSync(mbpp))(
    "imports all of MBPP (skipped where ../shared/data/mbpp.jsonl is not there)",
    async () => {
      const result = await importFile(database.db, { path: mbpp, format: "mbpp", dataset: "MBPP" });
      expect(result).toMatchObject({ problems: 974, unchanged: 0, rejected: [] });
    },
  );
});
