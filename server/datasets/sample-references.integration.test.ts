import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasets, environments, problemStats, problems, programs, runs, sources } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { sha256 } from "#server/core/digest";
import { sampleReferences } from "./sample-references";
import { verificationRate } from "./verification-rate";

let database: Database;
let datasetId: number;
let programId: number;

/** Ten problems with one reference each, `# 0` to `# 9`. */
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const [dataset] = await db.insert(datasets).values({ name: "ten" }).returning();
  datasetId = dataset?.id ?? 0;
  for (let index = 0; index < 10; index += 1) {
    const text = `# ${index}`;
    const split = "train" as const;
    const own = { datasetId, key: text, title: "", statement: "", cluster: "", contentDigest: "", split };
    const [problem] = await db.insert(problems).values(own).returning();
    const problemId = problem?.id ?? 0;
    await db.insert(problemStats).values({ problemId, datasetId, split });
    const sourceHash = Buffer.from(sha256(text), "hex");
    const [program] = await db
      .insert(programs)
      .values({ datasetId, problemId, origin: "reference", sourceHash, lineCount: 1 })
      .returning();
    programId = program?.id ?? 0;
    await db.insert(sources).values({ programId, text });
  }
});
afterAll(() => database.close());

describe("sampleReferences", () => {
  it.each([
    [20, ["# 0", "# 1", "# 2", "# 3", "# 4", "# 5", "# 6", "# 7", "# 8", "# 9"]],
    [5, ["# 0", "# 2", "# 4", "# 6", "# 8"]],
    [1, ["# 0"]],
  ])("takes up to %i, spread over all", async (size, wanted) => {
    expect(await sampleReferences(database.db, datasetId, size)).toEqual({ problems: 10, sources: wanted });
  });

  it("has nothing of a dataset that is empty", async () => {
    expect(await sampleReferences(database.db, 999, 5)).toEqual({ problems: 0, sources: [] });
  });
});

describe("verificationRate", () => {
  it("counts runs over the time in which there were any, and needs some of them", async () => {
    expect(await verificationRate(database.db)).toBeNull();
    const [environment] = await database.db
      .insert(environments)
      .values({ digest: "e", detail: {} })
      .returning();
    // Twice a hundred runs in ten seconds, and an hour in between.
    const at = (index: number) => new Date(1_000_000 + index * 100 + (index < 101 ? 0 : 3_600_000));
    const limits = { cpuLimitMs: 1, wallLimitMs: 1, memoryLimitMb: 1 };
    const took = { attempts: 1, cpuUs: 1, wallUs: 1 };
    const run = {
      programId,
      environmentId: environment?.id ?? 0,
      suiteVersion: 1,
      verdict: "passed" as const,
    };
    await database.db
      .insert(runs)
      .values(Array.from({ length: 202 }, (_, index) => ({ ...run, ...limits, ...took, at: at(index) })));
    const rate = await verificationRate(database.db);
    expect(rate?.perSecond).toBeCloseTo(10.1, 1);
    expect(rate).toMatchObject({ runs: 202, lastAt: at(201) });
  });
});
