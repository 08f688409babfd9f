import { eq, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { datasets } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { BadRow, ReadRow } from "./import-row";
import { readMbpp } from "./mbpp";
import { type PreparedRow, prepareRow } from "./prepare-row";
import { readStarterRows } from "./starter";
import { storeBatch } from "./store-batch";

const readers = {
  mbpp: readMbpp,
  starter: readStarterRows,
} as const satisfies Record<string, (path: string) => AsyncGenerator<ReadRow>>;
export type ImportFormat = keyof typeof readers;

const batchSize = 200;
/** Imports take turns: near-duplicates are looked for over all datasets. Any number. */
const importLock = 731_940_230;

type ImportOptions = {
  path: string;
  format: ImportFormat;
  /** Made when there is none of this name. */
  dataset: string;
  limit?: number | undefined;
  /** Called with the number of rows read so far. */
  onProgress?: (rows: number) => void;
  signal?: AbortSignal;
  /** Called last, inside the import's transaction: what it writes is there exactly when the problems are. */
  onImported?: (tx: Tx, imported: Imported) => Promise<void>;
};

/** Reasons and problems that are listed at most; the others are counted. */
const listedAtMost = 1_000;

export type Imported = {
  datasetId: number;
  problems: number;
  unchanged: number;
  /** Near-duplicates of reserved problems, which were put into the split `test` with them. */
  reserved: number;
  /** The first of what was left out, and how many more there are. */
  rejected: BadRow[];
  rejectedMore: number;
  /** Problems imported earlier into another split than `test` that are like test problems: exports of train leave them out. */
  leaking: { dataset: string; key: string }[];
  leakingMore: number;
};

/**
 * Imports a file into a dataset, in one transaction: whatever happens, there is all of it or nothing. Bad rows are
 * listed, up to a thousand of them, and the others go in; when there is no good row at all, it throws `invalid-input`
 * with the reasons. Memory holds one batch and what is listed.
 */
export async function importFile(db: Db, options: ImportOptions): Promise<Imported> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`);
    const datasetId = await ensureDataset(tx, options);
    const result: Imported = {
      datasetId,
      problems: 0,
      unchanged: 0,
      reserved: 0,
      rejected: [],
      rejectedMore: 0,
      leaking: [],
      leakingMore: 0,
    };
    const reject = (bad: readonly BadRow[]) => {
      const listed = bad.slice(0, Math.max(0, listedAtMost - result.rejected.length));
      result.rejected.push(...listed);
      result.rejectedMore += bad.length - listed.length;
    };
    const ids: number[] = [];
    let batch: PreparedRow[] = [];
    let read = 0;
    const flush = async () => {
      const stored = await storeBatch(tx, datasetId, batch);
      batch = [];
      ids.push(...stored.problemIds);
      result.unchanged += stored.unchanged;
      reject(stored.bad);
    };
    for await (const each of readers[options.format](options.path)) {
      if (options.limit !== undefined && read >= options.limit) break;
      options.signal?.throwIfAborted();
      read += 1;
      const prepared = "bad" in each ? each : prepareRow(each.row);
      if ("bad" in prepared) reject([prepared.bad]);
      else {
        reject(prepared.refused);
        batch.push(prepared);
      }
      if (batch.length >= batchSize) await flush();
      options.onProgress?.(read);
    }
    if (batch.length > 0) await flush();
    result.problems = ids.length;
    if (ids.length === 0 && result.unchanged === 0) throw nothingImported(read, result.rejected);
    result.reserved = await reserveNearDuplicates(tx, ids);
    const leaking = await leakingProblems(tx, ids);
    result.leaking = leaking.slice(0, listedAtMost);
    result.leakingMore = leaking.length - result.leaking.length;
    result.rejected.sort((a, b) => a.line - b.line);
    await options.onImported?.(tx, result);
    return result;
  });
}

const descriptions = {
  mbpp: "Mostly Basic Python Problems (Google Research, CC BY 4.0).",
  starter: "The problems that come with Linewise.",
} as const satisfies Record<ImportFormat, string>;

async function ensureDataset(tx: Tx, { dataset: name, format }: ImportOptions): Promise<number> {
  const description = descriptions[format];
  await tx.insert(datasets).values({ name, description }).onConflictDoNothing();
  const [row] = await tx
    .select({ id: datasets.id })
    .from(datasets)
    .where(eq(datasets.name, name))
    .for("no key update");
  if (row === undefined) throw new AppError("internal", `The dataset "${name}" was not made.`);
  return row.id;
}

/**
 * What is like a test problem is a test problem. Only new problems change: earlier ones may have been trained on, and are
 * what `leakingProblems` tells.
 */
async function reserveNearDuplicates(tx: Tx, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0;
  const answer = await tx.execute(sql`
    with moved as (
      update problems p set split = 'test'
      where p.id = any(${`{${ids.join()}}`}::int[]) and p.split <> 'test'
        and p.cluster in (select cluster from problems where split = 'test')
      returning p.id)
    update problem_stats s set split = 'test' from moved where s.problem_id = moved.id`);
  return answer.rowCount ?? 0;
}

/** Earlier problems, of any dataset, that a new problem or a merge of clusters made near-duplicates of test problems. */
async function leakingProblems(tx: Tx, ids: readonly number[]): Promise<Imported["leaking"]> {
  if (ids.length === 0) return [];
  const answer = await tx.execute<{ dataset: string; key: string }>(sql`
    with touched as (select distinct cluster from problems where id = any(${`{${ids.join()}}`}::int[])),
      reserved as (select distinct cluster from problems where split = 'test' and cluster in (select cluster from touched))
    select d.name as dataset, p.key from problems p join datasets d on d.id = p.dataset_id
    where p.split <> 'test' and p.cluster in (select cluster from reserved)
    order by p.id`);
  return answer.rows;
}

function nothingImported(read: number, rejected: readonly BadRow[]): AppError {
  const first = rejected.slice(0, 3).map(({ line, reason }) => `line ${line}: ${reason}`);
  const message = read === 0 ? "The file holds no rows." : `No row can be imported. ${first.join("; ")}`;
  return new AppError("invalid-input", message, { detail: { rejected: rejected.slice(0, 100) } });
}
