import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { repoPath } from "#server/core/paths";
import { createScorer, type Scorer } from "./create-scorer";
import { scorePrograms } from "./score-programs";
import { ThreadPool } from "./thread-pool";

const modelDir = repoPath("models", "linewise-small");
const statement = "Write a function that returns the sum of the squares of a list.";
const code = [
  "def sum_squares(values):",
  '    """Sum of squares."""',
  "    total = 0",
  "",
  "    for value in values:",
  "        total += value * value",
  "    return total",
].join("\n");

let scorer: Scorer;
beforeAll(async () => {
  scorer = await createScorer({ modelDir, threads: 2 });
});
afterAll(() => scorer.close());

const paritySchema = z.object({
  id: z.string(),
  statement: z.string(),
  code: z.string(),
  raw: z.array(z.number().nullable()),
});

test("raw scores equal those of the training code within 1e-4", async () => {
  const text = await readFile(`${modelDir}/parity.jsonl`, "utf8");
  const rows = text
    .trim()
    .split("\n")
    .map((line) => paritySchema.parse(JSON.parse(line)));
  expect(rows.length).toBeGreaterThanOrEqual(40);
  for (const row of rows) {
    const { raw } = await scorer.score(row);
    expect(raw).toHaveLength(row.raw.length);
    raw.forEach((value, index) => {
      const wanted = row.raw[index];
      if (value === null || wanted === null || wanted === undefined) return;
      expect(Math.abs(value - wanted), `${row.id}, line ${index + 1}`).toBeLessThan(1e-4);
    });
  }
});

test("one score a line and a last one for end of program; none for blank lines and docstrings", async () => {
  const result = await scorer.score({ statement, code });
  expect(result.scores.map((score) => score === null)).toEqual([
    false,
    true,
    false,
    true,
    false,
    false,
    false,
    false,
  ]);
  for (const score of result.scores) {
    if (score !== null) expect(score).toBeGreaterThan(0);
    if (score !== null) expect(score).toBeLessThan(1);
  }
  expect(result).toMatchObject({
    windows: 1,
    calibrated: true,
    model: expect.stringMatching(/^linewise-small@\d+\.\d+\.\d+$/),
  });
});

test("the same program has the same scores to the bit, on any thread and under load", async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => scorer.score({ statement, code })));
  for (const result of results) expect(result.scores).toEqual(results[0]?.scores);
});

test("blank lines and line ends do not change a score", async () => {
  const spaced = code.replaceAll("\n", "\r\n\r\n");
  const known = (scores: readonly (number | null)[]) => scores.filter((score) => score !== null);
  const [tight, loose] = await Promise.all(
    [code, spaced].map((each) => scorer.score({ statement, code: each })),
  );
  expect(known(loose?.scores ?? [])).toEqual(known(tight?.scores ?? []));
});

test("a line's score does not depend on the lines after it", async () => {
  const head = code.split("\n").slice(0, 5).join("\n");
  const [whole, part] = await Promise.all(
    [code, head].map((each) => scorer.score({ statement, code: each })),
  );
  whole?.raw.slice(0, 5).forEach((value, index) => {
    if (value !== null) expect(part?.raw[index]).toBeCloseTo(value, 4);
  });
});

test("a program longer than the context is scored by windows, and says so", async () => {
  const long = Array.from(
    { length: 300 },
    (_, index) => `value_${index} = compute(value_${index}, ${index})`,
  );
  const result = await scorer.score({ statement, code: long.join("\n") });
  expect(result.scores).toHaveLength(301);
  expect(result.scores).not.toContain(null);
  expect(result.windows).toBeGreaterThan(1);
  expect(result.tokens).toBeLessThanOrEqual(scorer.manifest.max_tokens);
});

test("a line longer than the context has no score, the others have", async () => {
  const wide = `table = [${Array.from({ length: 3000 }, (_, index) => index).join(", ")}]`;
  const { scores } = await scorer.score({ statement, code: `import math\n${wide}\nprint(table)` });
  expect(scores.map((score) => score === null)).toEqual([false, true, false, false]);
});

test("the empty program has a score for end of program", async () => {
  const { scores } = await scorer.score({ statement: "", code: "" });
  expect(scores).toHaveLength(2);
  expect(scores[0]).toBeNull();
  expect(scores[1]).not.toBeNull();
});

test("an aborted request is rejected, whether it waits or runs, and the next one is served", async () => {
  const controller = new AbortController();
  const pending = Array.from({ length: 6 }, () =>
    scorer.score({ statement, code }, { signal: controller.signal }),
  );
  const settled = Promise.allSettled(pending);
  controller.abort();
  for (const each of await settled) {
    expect(each).toMatchObject({ status: "rejected", reason: { code: "cancelled" } });
  }
  await expect(scorer.score({ statement, code })).resolves.toMatchObject({ windows: 1 });
});

test("a long program that is cancelled frees its thread before it is done", async () => {
  const one = await createScorer({ modelDir, threads: 1 });
  const long = { statement, code: "total = total + value * 3\n".repeat(400) };
  const controller = new AbortController();
  const cancelled = one.score(long, { signal: controller.signal });
  const finished: string[] = [];
  const whole = createScorer({ modelDir, threads: 1 }).then(async (other) => {
    const { windows } = await other.score(long);
    finished.push("whole");
    await other.close();
    return windows;
  });
  setTimeout(() => controller.abort(), 100);
  await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
  await one.score({ statement, code });
  finished.push("next");
  expect(await whole).toBeGreaterThan(5);
  expect(finished).toEqual(["next", "whole"]);
  await one.close();
});

test("a person's request does not wait behind bulk work", async () => {
  const one = await createScorer({ modelDir, threads: 1 });
  const finished: string[] = [];
  const bulk = Array.from({ length: 6 }, () =>
    one.score({ statement, code }, { priority: "bulk" }).then(() => finished.push("bulk")),
  );
  const person = one.score({ statement, code }).then(() => finished.push("person"));
  await Promise.all([...bulk, person]);
  expect(finished.indexOf("person")).toBeLessThan(2);
  await one.close();
});

test("a person's request goes before served ones that came earlier", async () => {
  const one = await createScorer({ modelDir, threads: 1 });
  const finished: string[] = [];
  const served = Array.from({ length: 4 }, () =>
    one.score({ statement, code }, { priority: "served" }).then(() => finished.push("served")),
  );
  const person = one.score({ statement, code }).then(() => finished.push("person"));
  await Promise.all([...served, person]);
  expect(finished.indexOf("person")).toBeLessThan(2);
  await one.close();
});

test("many programs are scored in their order, each as by itself", async () => {
  const codes = ["x = 1", code, "def f():\n    return None", code, ""];
  const programs = codes.map((each) => ({ statement, code: each }));
  const signal = new AbortController().signal;
  const credit = { form: "min", temperature: 0.1, divideByLength: false } as const;
  const many = await scorePrograms(scorer, { programs, credit }, signal);
  const alone = await Promise.all(programs.map((program) => scorer.score(program)));
  expect(many.programs.map(({ scores }) => scores)).toEqual(alone.map(({ scores }) => scores));
  expect(many.programs[1]?.rewards).toHaveLength(many.programs[1]?.scores.length ?? 0);
  expect(many.model).toMatchObject({ digest: scorer.digest, calibrated: true });
});

test("what a program has in common with the one before it in its group is not read again", async () => {
  const pool = await ThreadPool.start({ dir: modelDir, manifest: scorer.manifest, nice: 0 }, 1);
  const group = Symbol("group");
  const run = (edited: string) =>
    pool.run({ statement, code: edited }, { first: false, group, signal: undefined });
  const [first, second, again] = await Promise.all([
    run(code),
    run(code.replace("return total", "return total + 1")),
    run(code.replace("return total", "return total + 1")),
  ]);
  expect(first?.reused).toBe(0);
  expect(second?.reused).toBeGreaterThan(0.7 * (second?.tokens ?? 0));
  expect(again).toEqual({ ...second, reused: second?.tokens });
  expect(second?.raw).toEqual(
    (await scorer.score({ statement, code: code.replace("return total", "return total + 1") })).raw,
  );
  await pool.close();
});

test("comments are scored, and a program's number made otherwise, when asked for", async () => {
  const request = { statement, code: "# a comment\nx = 1" };
  const [asIs, all] = await Promise.all([
    scorer.score(request),
    scorer.score({ ...request, neutralLines: "score", aggregate: "last" }),
  ]);
  expect(asIs.scores[0]).toBeNull();
  expect(all.scores[0]).toEqual(expect.any(Number));
  expect(all.scores.slice(1)).toEqual(asIs.scores.slice(1));
  expect(all.aggregate).toBe(all.scores[(all.firstError ?? all.scores.length) - 1]);
});

test("a closed scorer refuses, and rejects what was waiting", async () => {
  const one = await createScorer({ modelDir, threads: 1 });
  const waiting = Promise.allSettled(Array.from({ length: 4 }, () => one.score({ statement, code })));
  await one.close();
  expect((await waiting).some((each) => each.status === "rejected")).toBe(true);
  await expect(one.score({ statement, code })).rejects.toMatchObject({ code: "unavailable" });
});

test("code of more than a million characters is refused", async () => {
  await expect(scorer.score({ statement, code: "x = 1\n".repeat(200_000) })).rejects.toMatchObject({
    code: "invalid-input",
  });
});
