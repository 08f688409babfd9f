import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { inputSearches, programs } from "#db/schema/index";
import { removeDataset } from "#server/datasets/index";
import { getDistinguishing } from "#server/labels/index";
import type { Verifier } from "#server/verification/index";
import type { JobPayload } from "../contracts";
import type { Progress } from "../processor";
import { processBuild } from "./build";
import { processDistinguish } from "./distinguish";
import { importRows, largestRow, onlyVerifier, openSandboxed, type Sandboxed } from "./testing";

vi.setConfig({ testTimeout: 240_000 });

let database: Database;
let verifier: Verifier;
let sandboxed: Sandboxed;

beforeAll(async () => {
  sandboxed = await openSandboxed("distinguish");
  ({ database, verifier } = sandboxed);
});
afterAll(() => sandboxed.close());

async function built(dataset: string): Promise<number> {
  const datasetId = await importRows(sandboxed, dataset, [largestRow]);
  await processBuild({
    job: { id: 1, datasetId, attempts: 1 },
    payload: { datasetId, options: { seed: 0, intent: "mutate" } },
    db: database.db,
    signal: new AbortController().signal,
    progress: () => {},
    engines: onlyVerifier(verifier),
  });
  return datasetId;
}

type Asked = Partial<JobPayload<"distinguish">> & {
  datasetId: number;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
};

function distinguish({ signal, onProgress, ...asked }: Asked) {
  return processDistinguish({
    job: { id: 2, datasetId: asked.datasetId, attempts: 1 },
    payload: { programId: null, seed: 0, budget: 100, ...asked },
    db: database.db,
    signal: signal ?? new AbortController().signal,
    progress: onProgress ?? (() => {}),
    engines: onlyVerifier(verifier),
  });
}

const survivorsOf = (datasetId: number) =>
  database.db
    .select({ id: programs.id })
    .from(programs)
    .where(
      and(eq(programs.datasetId, datasetId), eq(programs.intent, "mutate"), eq(programs.verdict, "passed")),
    )
    .orderBy(asc(programs.id));
const searches = () => database.db.select().from(inputSearches).orderBy(asc(inputSearches.id));

it("searches every survivor once, stores what it found, and goes with its dataset", async () => {
  const datasetId = await built("whole");
  const survivors = await survivorsOf(datasetId);
  const result = await distinguish({ datasetId });
  expect(result.survivors).toBe(survivors.length);
  expect(result.toldApart).toBeGreaterThan(0);
  const stored = await searches();
  expect(stored.map(({ programId }) => programId)).toEqual(survivors.map(({ id }) => id));

  const views = await Promise.all(survivors.map(({ id }) => getDistinguishing(database.db, id)));
  const apart = views.filter(({ inputs }) => inputs.length > 0);
  expect(apart.length).toBeGreaterThanOrEqual(result.toldApart);
  for (const { search, inputs } of apart) {
    expect(search).toMatchObject({ seed: 0, budget: 100, reached: true, infected: true, outdated: false });
    for (const input of inputs) expect(input.mutant).not.toBe(input.reference);
  }

  expect(await distinguish({ datasetId })).toEqual(result);
  expect(await searches()).toHaveLength(survivors.length);
  await removeDataset(database.db, datasetId, "whole");
  expect(await searches()).toEqual([]);
});

it("goes on where an interrupted search was, and searches a single program", async () => {
  const datasetId = await built("interrupted");
  const survivors = await survivorsOf(datasetId);
  const stop = new AbortController();
  const onProgress = ({ done }: Progress) => {
    if (done >= 2) stop.abort();
  };
  await expect(distinguish({ datasetId, signal: stop.signal, onProgress })).rejects.toThrow();
  const before = await searches();
  expect(before.length).toBeGreaterThanOrEqual(2);
  expect(before.length).toBeLessThan(survivors.length);

  const last = survivors.at(-1)?.id ?? 0;
  expect((await distinguish({ datasetId, programId: last })).survivors).toBe(1);
  await distinguish({ datasetId });
  const after = await searches();
  expect(after.map(({ programId }) => programId).sort()).toEqual(survivors.map(({ id }) => id).sort());
});
