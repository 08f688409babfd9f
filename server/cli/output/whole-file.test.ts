import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { intoWholeFile } from "./whole-file";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "linewise-file-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("what was there before stays until all is written, and when writing fails", async () => {
  const file = path.join(folder, "a.json");
  await writeFile(file, "old");
  await expect(
    intoWholeFile(file, async (write) => {
      await write("half");
      expect(await readFile(file, "utf8")).toBe("old");
      throw new Error("no more");
    }),
  ).rejects.toThrow("no more");
  expect(await readdir(folder)).toEqual(["a.json"]);
  expect(await readFile(file, "utf8")).toBe("old");
});

test("a written file has all of its text and resolves to what was made", async () => {
  const file = path.join(folder, "a.json");
  const made = await intoWholeFile(file, async (write) => {
    for (let part = 0; part < 100; part += 1) await write("x".repeat(10_000));
    return 7;
  });
  expect(made).toBe(7);
  expect((await readFile(file, "utf8")).length).toBe(1_000_000);
  expect(await readdir(folder)).toEqual(["a.json"]);
});

test("fails where no file can be made", async () => {
  const file = path.join(folder, "none", "a.json");
  await expect(intoWholeFile(file, (write) => write("x"))).rejects.toThrow(/ENOENT/);
});
