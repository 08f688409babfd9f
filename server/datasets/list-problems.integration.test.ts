import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasetStats, datasets, problemStats, problems, programs, suspicions } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { sha256 } from "#server/core/digest";
import { reasonMask, splits, suspicionReasons, type Verdict } from "#server/core/vocabulary";
import { verdictMaskOf } from "./counts";
import { listDatasets } from "./get-datasets";
import { getFacets } from "./get-facets";
import { listProblems } from "./list-problems";
import { removeDataset } from "./remove-dataset";
import { problemFilterSchema, problemPageInputSchema } from "./schema";

let database: Database;
let datasetId: number;
const count = 57;
/** Thirds, and every fourth problem without a mutant to catch. */
const strengthOf = (i: number) => (i % 4 === 3 ? null : (i % 4) / 3);

beforeAll(async () => {
  database = await createTestDatabase();
  for (const name of ["first", "other"]) {
    const [dataset] = await database.db.insert(datasets).values({ name }).returning();
    if (name === "first") datasetId = dataset?.id ?? 0;
    for (let i = 0; i < count; i += 1) {
      const [problem] = await database.db
        .insert(problems)
        .values({
          datasetId: dataset?.id ?? 0,
          key: String(i + 1),
          title: `Problem ${i + 1}`,
          statement: i % 3 === 0 ? "about apples" : "about pears",
          split: splits[i % 2 === 0 ? 0 : 2],
          cluster: String(i),
          contentDigest: "",
        })
        .returning();
      await database.db.insert(problemStats).values({
        problemId: problem?.id ?? 0,
        datasetId: dataset?.id ?? 0,
        split: splits[i % 2 === 0 ? 0 : 2],
        programs: 2,
        verdictCounts: [i % 2, 1],
        reasonCounts: [i % 5 === 0 ? 1 : 0],
        verdictMask: verdictMaskOf(i % 2 === 1 ? ["passed", "wrong-answer"] : ["wrong-answer"]),
        reasonMask: i % 5 === 0 ? reasonMask(["survived"]) : 0,
        // Many ties: the page's order must still be one.
        suspicion: i % 5 === 0 ? 0.5 + (i % 2) / 8 : 0,
        killed: 2 * (i % 4),
        killable: i % 4 === 3 ? 0 : 6,
        strength: strengthOf(i),
        search: sql`to_tsvector('english', ${i % 3 === 0 ? "fruit apples" : "fruit pears"})`,
      });
    }
  }
});
afterAll(() => database.close());

async function allPages(rest: Record<string, unknown>) {
  const keys: number[] = [];
  let cursor: string | null = null;
  do {
    const input = problemPageInputSchema.parse({ datasetId, limit: 7, cursor, ...rest });
    const page: Awaited<ReturnType<typeof listProblems>> = await listProblems(database.db, input);
    keys.push(...page.items.map((item) => Number(item.key)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return keys;
}

describe("listProblems", () => {
  it("pages through every problem of the dataset once, in the order of the import", async () => {
    expect(await allPages({})).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  it("pages by suspicion, ties in the order of the import", async () => {
    const keys = await allPages({ sort: "suspicion" });
    expect(new Set(keys).size).toBe(count);
    const rank = (key: number) => ((key - 1) % 5 === 0 ? 0.5 + ((key - 1) % 2) / 8 : 0);
    const expected = [...keys].sort((a, b) => rank(b) - rank(a) || a - b);
    expect(keys).toEqual(expected);
  });

  it("pages by the tests' strength, weakest first, without mutants last", async () => {
    const keys = await allPages({ sort: "strength" });
    const rank = (key: number) => strengthOf(key - 1) ?? 2;
    expect(keys).toEqual([...keys].sort((a, b) => rank(a) - rank(b) || a - b));
    expect(new Set(keys).size).toBe(count);
    const weak = await allPages({ strengthBelow: 0.5, sort: "strength" });
    expect(weak.every((key) => rank(key) < 0.5)).toBe(true);
    expect(weak).toHaveLength(keys.filter((key) => rank(key) < 0.5).length);
  });

  it("narrows by facet and search together", async () => {
    const keys = await allPages({
      verdicts: ["passed"],
      reasons: ["survived"],
      search: "apple",
      sort: "suspicion",
    });
    expect(keys.sort((a, b) => a - b)).toEqual([16, 46]);
  });

  it("finds nothing for words that are not there, and refuses a foreign cursor", async () => {
    expect(await allPages({ search: "bananas" })).toEqual([]);
    await expect(allPages({ cursor: "nonsense" })).rejects.toThrow(/cursor/);
  });
});

describe("getFacets", () => {
  it("counts what each value would leave; a facet's own selection does not narrow its own counts", async () => {
    const facets = await getFacets(database.db, problemFilterSchema.parse({ datasetId, splits: ["test"] }));
    expect(facets.total).toBe(28);
    expect(facets.splits).toEqual([
      { value: "train", count: 29 },
      { value: "test", count: 28 },
    ]);
    expect(facets.verdicts).toEqual([
      { value: "passed", count: 28 },
      { value: "wrong-answer", count: 28 },
    ]);
    expect(facets.reasons).toEqual([{ value: "survived", count: 6 }]);
  });

  it("are exact after problems changed", async () => {
    const change = (by: number) => sql`
      update problem_stats set verdict_mask = verdict_mask # ${by}::int, split = case split when 'train' then 'test' else 'train' end::split
      where dataset_id = ${datasetId} and problem_id % 3 = 0`;
    await database.db.execute(change(16));
    const filter = problemFilterSchema.parse({ datasetId });
    const kept = await getFacets(database.db, filter);
    expect(kept).toEqual(await getFacets(database.db, { ...filter, search: "fruit" }));
    expect(kept.verdicts).toContainEqual({ value: "timeout", count: 19 });
    await database.db.execute(change(16));
  });

  it("agrees with the list, whatever is chosen", async () => {
    for (const filter of [
      { verdicts: ["passed"] },
      { reasons: ["survived"], search: "pears" },
      { search: "apples" },
      { strengthBelow: 0.5 },
      { strengthBelow: 0.3, verdicts: ["passed"], search: "pears" },
    ]) {
      const facets = await getFacets(database.db, problemFilterSchema.parse({ datasetId, ...filter }));
      expect(facets.total).toBe((await allPages(filter)).length);
    }
  });
});

describe("a filter by operator", () => {
  const operators = ["comparison-swap"];

  /** Mutants of problems 1 to 3: [problem, operator, verdict, suspected]. */
  beforeAll(async () => {
    const made: [number, string, Verdict, boolean][] = [
      [1, "comparison-swap", "passed", true],
      [1, "comparison-swap", "wrong-answer", false],
      [2, "comparison-swap", "wrong-answer", false],
      [2, "drop-return", "passed", true],
      [3, "drop-return", "passed", true],
    ];
    const rows = await database.db
      .select({ id: problems.id, key: problems.key })
      .from(problems)
      .where(eq(problems.datasetId, datasetId));
    for (const [at, [key, operator, verdict, suspected]] of made.entries()) {
      const problemId = rows.find((row) => row.key === String(key))?.id ?? 0;
      const [program] = await database.db
        .insert(programs)
        .values({
          datasetId,
          problemId,
          origin: "mutant",
          intent: "mutate",
          operator,
          verdict,
          sourceHash: Buffer.from(sha256(String(at)), "hex"),
          lineCount: 1,
        })
        .returning();
      const reason = suspicionReasons.indexOf("survived");
      const own = { programId: program?.id ?? 0, datasetId, reason, line: 1, rank: 0.5 };
      if (suspected) await database.db.insert(suspicions).values(own);
    }
  });

  it.each<[string, Record<string, unknown>, number[]]>([
    ["alone", {}, [1, 2]],
    ["with a verdict, which one of its mutants must have", { verdicts: ["passed"] }, [1]],
    ["with a reason, likewise", { reasons: ["survived"] }, [1]],
    ["with a search", { search: "pears" }, [2]],
    ["with a split", { splits: ["train"] }, [1]],
    ["of several operators", { operators: ["comparison-swap", "drop-return"] }, [1, 2, 3]],
  ])("finds the problems %s, and the facets count the same", async (_, rest, wanted) => {
    const filter = { operators, ...rest };
    expect(await allPages(filter)).toEqual(wanted);
    const facets = await getFacets(database.db, problemFilterSchema.parse({ datasetId, ...filter }));
    expect(facets.total).toBe(wanted.length);
  });

  it("counts only these mutants' verdicts and suspicions", async () => {
    const facets = await getFacets(database.db, problemFilterSchema.parse({ datasetId, operators }));
    expect(facets.verdicts).toEqual([
      { value: "passed", count: 1 },
      { value: "wrong-answer", count: 2 },
    ]);
    expect(facets.reasons).toEqual([{ value: "survived", count: 1 }]);
  });
});

describe("a dataset's sums", () => {
  it("are exact after inserts, changes and removal of problems", async () => {
    const [first] = await listDatasets(database.db);
    expect(first).toMatchObject({
      problems: count,
      builtProblems: 0,
      programs: 2 * count,
      verdicts: { passed: 28, "wrong-answer": count },
      suspicions: { survived: 12 },
    });
    await database.db.execute(
      sql`update problem_stats set built_with = 'x', verdict_counts = '{3,5}', overrides = 1
          where dataset_id = ${datasetId} and problem_id % 2 = 0`,
    );
    const [changed] = await listDatasets(database.db);
    const counted = await database.db.execute(sql`
      select count(built_with)::int as built, sum(verdict_counts[1])::int as passed, sum(verdict_counts[2])::int as wrong,
        sum(overrides)::int as overrides from problem_stats where dataset_id = ${datasetId}`);
    const { built, passed, wrong, overrides } = counted.rows[0] ?? {};
    expect(changed).toMatchObject({
      builtProblems: built,
      verdicts: { passed, "wrong-answer": wrong },
      overrides,
    });
    await database.db.execute(sql`delete from problems where dataset_id = ${datasetId} and key = '1'`);
    expect((await listDatasets(database.db))[0]?.problems).toBe(count - 1);
  });

  it("go with the dataset, whose name must be confirmed", async () => {
    await expect(removeDataset(database.db, datasetId, "other")).rejects.toThrow(/confirm/);
    await removeDataset(database.db, datasetId, "first");
    expect((await listDatasets(database.db)).map(({ name }) => name)).toEqual(["other"]);
    expect(await database.db.$count(datasetStats)).toBe(1);
    await expect(removeDataset(database.db, datasetId, "first")).rejects.toThrow(/no dataset/);
  });
});
