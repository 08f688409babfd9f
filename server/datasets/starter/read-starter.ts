import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { normalizeSource, splitLines } from "#server/core/lines";
import { splitSchema } from "#server/core/vocabulary";
import { parseFrontMatter } from "./front-matter";
import { LineError, namingFile } from "./line-error";
import { parseTestFile } from "./test-file";

/** What the starter problems are about. */
export const starterTopics = [
  "strings",
  "arrays",
  "recursion",
  "dynamic-programming",
  "graphs",
  "parsing",
  "numbers",
  "simulation",
  "data-structures",
] as const;

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const headSchema = z.strictObject({
  title: z.string().min(1),
  entry_point: z.string().regex(identifier, "must be a Python name"),
  topics: z.array(z.enum(starterTopics)).min(1),
  split: splitSchema,
});
type Head = z.infer<typeof headSchema>;

/** A problem of the starter dataset, as its three files give it. */
export type StarterProblem = {
  /** The folder's name. */
  key: string;
  title: string;
  /** Markdown. */
  statement: string;
  entryPoint: string;
  topics: Head["topics"];
  split: Head["split"];
  /** The reference, line ends made LF and the final newline removed. */
  code: string;
  /** One complete Python assert each. */
  tests: string[];
  /** Python statements to run before the tests. */
  setup?: string;
};

/**
 * Reads `dir/<slug>/{problem.md,solution.py,tests.py}`, ordered by slug. Files that lie in `dir` itself are ignored.
 *
 * @throws AppError `invalid-input`, its message and detail naming file (relative to `dir`) and line; `not-found` when
 *   `dir` can't be read.
 */
export async function readStarter(dir: string): Promise<StarterProblem[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError("not-found", "The starter dataset's folder can't be read.", { cause });
  });
  const slugs = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  const names = slugs.map((entry) => entry.name).sort();
  return Promise.all(names.map((name) => readProblem(dir, name)));
}

async function readProblem(dir: string, key: string): Promise<StarterProblem> {
  const [problem, solution, testFile] = await Promise.all([
    readPart(dir, key, "problem.md"),
    readPart(dir, key, "solution.py"),
    readPart(dir, key, "tests.py"),
  ]);
  const { head, statement } = namingFile(`${key}/problem.md`, () => parseProblem(problem));
  const { title, entry_point: entryPoint, topics, split } = head;
  const code = namingFile(`${key}/solution.py`, () => parseSolution(solution, entryPoint));
  const { tests, setup } = namingFile(`${key}/tests.py`, () => parseTestFile(testFile, entryPoint));
  return { key, title, statement, entryPoint, topics, split, code, tests, ...(setup && { setup }) };
}

async function readPart(dir: string, key: string, name: string): Promise<string> {
  return readFile(path.join(dir, key, name), "utf8").catch((cause: unknown) => {
    throw new AppError("invalid-input", `${key}/${name}: the file can't be read`, {
      detail: { file: `${key}/${name}` },
      cause,
    });
  });
}

function parseProblem(source: string): { head: Head; statement: string } {
  const { fields, endLine, body } = parseFrontMatter(source);
  const values = Object.fromEntries([...fields].map(([name, field]) => [name, field.value]));
  const head = headSchema.safeParse(values);
  if (!head.success) {
    const issue = head.error.issues[0];
    const name = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0]?.toString();
    // A key that is missing altogether is reported where the block ends.
    const line = fields.get(name ?? "")?.line ?? endLine;
    throw new LineError(line, `${name ?? "front matter"}: ${issue?.message ?? "invalid"}`);
  }
  if (body === "") throw new LineError(endLine, "there is no statement");
  return { head: head.data, statement: body };
}

function parseSolution(source: string, entryPoint: string): string {
  const code = normalizeSource(source);
  const defined = splitLines(code).some((line) => line.startsWith(`def ${entryPoint}(`));
  if (!defined) throw new LineError(1, `there is no function ${entryPoint} at the top level`);
  return code;
}
