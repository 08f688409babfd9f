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
/** Imports take turns: near-duplicates are looked for over all data sets. Any number. */
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
};

export type Imported = {
  datasetId: number;
  problems: number;
  unchanged: number;
  /** Near-duplicates of reserved problems, which were put into the split `test` with them. */
  reserved: number;
  rejected: BadRow[];
};

/**
 * Imports a file into a data set, in one transaction: whatever happens, there is all of it or nothing. Bad rows are
 * listed and the others go in; when there is no good row at all, it throws `invalid-input` with the reasons. Memory
 * holds one batch and the list of bad rows.
 */
export async function importFile(db: Db, options: ImportOptions): Promise<Imported> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`);
    const datasetId = await ensureDataset(tx, options);
    const result: Imported = { datasetId, problems: 0, unchanged: 0, reserved: 0, rejected: [] };
    const ids: number[] = [];
    let batch: PreparedRow[] = [];
    let read = 0;
    const flush = async () => {
      const stored = await storeBatch(tx, datasetId, batch);
      batch = [];
      ids.push(...stored.problemIds);
      result.unchanged += stored.unchanged;
      result.rejected.push(...stored.bad);
    };
    for await (const each of readers[options.format](options.path)) {
      if (options.limit !== undefined && read >= options.limit) break;
      options.signal?.throwIfAborted();
      read += 1;
      const prepared = "bad" in each ? each : prepareRow(each.row);
      if ("bad" in prepared) result.rejected.push(prepared.bad);
      else {
        result.rejected.push(...prepared.refused);
        batch.push(prepared);
      }
      if (batch.length >= batchSize) await flush();
      options.onProgress?.(read);
    }
    if (batch.length > 0) await flush();
    result.problems = ids.length;
    if (ids.length === 0 && result.unchanged === 0) throw nothingImported(read, result.rejected);
    result.reserved = await reserveNearDuplicates(tx, ids);
    result.rejected.sort((a, b) => a.line - b.line);
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
  if (row === undefined) throw new AppError("internal", `The data set "${name}" was not made.`);
  return row.id;
}

/** No split cuts through a cluster: what is like a test problem is a test problem. Only new problems change. */
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

function nothingImported(read: number, rejected: readonly BadRow[]): AppError {
  const first = rejected.slice(0, 3).map(({ line, reason }) => `line ${line}: ${reason}`);
  const message = read === 0 ? "The file holds no rows." : `No row can be imported. ${first.join("; ")}`;
  return new AppError("invalid-input", message, { detail: { rejected: rejected.slice(0, 100) } });
}
