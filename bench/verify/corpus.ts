import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { parseTests } from "#server/verification/index";
import type { TestSuite } from "#server/verification/schema";

/** A reference program with its tests, split for the sandbox and as they are written. */
export type CorpusProblem = { id: string; source: string; setup: string; tests: string[]; suite: TestSuite };
export type Corpus = { name: string; problems: CorpusProblem[] };

const mbppSchema = z.object({
  task_id: z.int(),
  code: z.string(),
  test_setup_code: z.string(),
  test_list: z.array(z.string()),
});

/** MBPP where the real data lies beside the repository, else the starter set. */
export function loadCorpus(root: string): Corpus {
  const mbpp = path.join(root, "../shared/data/mbpp.jsonl");
  if (existsSync(mbpp)) return { name: "mbpp", problems: readMbpp(mbpp) };
  return { name: "starter", problems: readStarter(path.join(root, "data/starter")) };
}

function readMbpp(file: string): CorpusProblem[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => {
    const row = mbppSchema.parse(JSON.parse(line));
    return toProblem(String(row.task_id), row.code, row.test_setup_code, row.test_list);
  });
}

function readStarter(folder: string): CorpusProblem[] {
  return readdirSync(folder).map((slug) => {
    const read = (file: string): string => readFileSync(path.join(folder, slug, file), "utf8");
    return toProblem(slug, read("solution.py"), "", read("tests.py").trim().split("\n"));
  });
}

function toProblem(id: string, code: string, setup: string, tests: string[]): CorpusProblem {
  const source = code.replace(/\r\n?/g, "\n");
  const { suite, refused } = parseTests({ source, setup, tests });
  const [first] = refused;
  if (first !== undefined) throw new Error(`problem ${id}: ${first.source}: ${first.reason}`);
  return { id, source, setup, tests, suite };
}
