import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { createTestDatabase } from "#db/testing";
import { type Seeded, seedProblem } from "#server/labels/testing";
import { keepReply, paidBy } from "./teacher-calls";

let database: Database;
let seeded: Seeded;

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
});
afterAll(() => database.close());

const keyOf = (line: number) => ({
  problemId: seeded.problemId,
  line,
  promptDigest: "digest",
  model: "tiny",
  temperature: 0.5,
  mutations: 1,
  refactorings: 1,
  maxTokens: 300,
});
const paid = () => ({
  datasetId: seeded.datasetId,
  jobId: 1,
  reply: "what the model wrote",
  servedModel: "tiny-1",
  promptTokens: 10,
  completionTokens: 20,
  chargedPrompt: 10,
  chargedCompletion: 20,
  costUsd: null,
  latencyMs: 5,
  attempts: 1,
});

it("keeps a reply whatever its texts hold", async () => {
  const kept = await keepReply(database.db, keyOf(1), {
    ...paid(),
    reply: "a\0b\ud800",
    servedModel: "t\0\udc00",
  });
  expect(kept.reply).toBe("a\u2400b\ufffd");
  const { rows } = await database.pool.query("select served_model from teacher_calls where id = $1", [
    kept.id,
  ]);
  expect(rows).toEqual([{ served_model: "t\u2400\ufffd" }]);
});

it("repeats nothing of a reply that cannot be kept", async () => {
  const failed = keepReply(database.db, keyOf(2), { ...paid(), promptTokens: 2 ** 40 });
  await expect(failed).rejects.toMatchObject({ code: "internal", message: expect.stringMatching(/integer/) });
  const error: unknown = await failed.catch((thrown: unknown) => thrown);
  expect(JSON.stringify(error, ["message", "stack", "cause", "query", "params"])).not.toContain(
    "what the model wrote",
  );
  expect(String(error)).not.toContain("what the model wrote");
  expect(error).not.toHaveProperty("cause.params");
});

it("sums what a job was charged with, where the server did not count as well", async () => {
  const counts = {
    promptTokens: null,
    completionTokens: null,
    chargedPrompt: 900,
    chargedCompletion: 2 ** 31,
  };
  await keepReply(database.db, keyOf(3), { ...paid(), jobId: 7 });
  await keepReply(database.db, keyOf(4), { ...paid(), ...counts, jobId: 7 });
  expect(await paidBy(database.db, 7)).toMatchObject({
    calls: 2,
    promptTokens: 910,
    completionTokens: 2 ** 31 + 20,
  });
});
