import type { Pool } from "pg";
import { openDatabase } from "#db/client";
import { datasets, problems as problemsTable } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { generate, programsPerProblem } from "./generate";
import { workloads } from "./workloads";

const samples = 200;
const warmUp = 30;

type Line = {
  bench: "browse";
  workload: string;
  ours: number;
  peer: null;
  ratio: null;
  unit: "ms p95" | "MB" | "s";
  n: number;
};

/**
 * `npm run -s bench -- browse [--programs 1000000] [--database URL]`: generates programs in a database of its own, asks
 * what the pages ask, and prints one JSON line a workload: the 95th percentile of its calls, made one after the other.
 * With `--database` it uses an empty database of that address, leaves it, and next time only asks.
 */
export async function run(args: readonly string[]): Promise<void> {
  const flag = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const programs = Number(flag("--programs") ?? 1_000_000);
  if (!Number.isInteger(programs) || programs < programsPerProblem) {
    throw new AppError("invalid-input", `--programs takes a number from ${programsPerProblem} up`);
  }
  const url = flag("--database");
  const database = url === undefined ? await createTestDatabase() : await openDatabase({ url });
  const there = await database.db.$count(datasets);
  const problems =
    there > 0 ? await database.db.$count(problemsTable) : Math.floor(programs / programsPerProblem);
  const print = (workload: string, unit: Line["unit"], ours: number, n: number) => {
    const line: Line = { bench: "browse", workload, ours: round(ours), peer: null, ratio: null, unit, n };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  try {
    if (there === 0) {
      process.stderr.write(`browse: generating ${problems * programsPerProblem} programs\n`);
      const startedAt = performance.now();
      await generate(database.pool, problems);
      print("generate", "s", (performance.now() - startedAt) / 1000, problems * programsPerProblem);
    }
    for (const { name, megabytes } of await sizes(database.pool))
      print(`size of ${name}`, "MB", megabytes, 1);
    const random = randomFrom(7);
    const words = await wordsOf(database.pool);
    for (const { name, call } of workloads(database.db, { problems, words })) {
      for (let i = 0; i < warmUp; i += 1) await call(random);
      const times: number[] = [];
      for (let i = 0; i < samples; i += 1) {
        const begun = performance.now();
        await call(random);
        times.push(performance.now() - begun);
      }
      print(name, "ms p95", percentile(times, 0.95), samples);
    }
  } finally {
    await database.close();
  }
}

/** Words as a person would look for them: frequent and rare ones of the statements. */
async function wordsOf(pool: Pool): Promise<string[]> {
  const answer = await pool.query<{ word: string }>(
    "select word from ts_stat('select search from problem_stats where problem_id % 50 = 1') order by ndoc desc limit 400",
  );
  return answer.rows.map((row) => row.word);
}

async function sizes(pool: Pool): Promise<{ name: string; megabytes: number }[]> {
  const answer = await pool.query<{ name: string; tables: string; indexes: string }>(`
    select relname as name, pg_table_size(oid) as tables, pg_indexes_size(oid) as indexes from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_total_relation_size(oid) desc limit 10`);
  const total = await pool.query<{ size: string }>("select pg_database_size(current_database()) as size");
  const megabytes = (bytes: string | undefined) => Number(bytes ?? 0) / 1024 ** 2;
  return [
    { name: "database", megabytes: megabytes(total.rows[0]?.size) },
    ...answer.rows.flatMap(({ name, tables, indexes }) => [
      { name: `${name} (table)`, megabytes: megabytes(tables) },
      { name: `${name} (indexes)`, megabytes: megabytes(indexes) },
    ]),
  ];
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** mulberry32: the same clicks in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
