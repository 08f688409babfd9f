import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { problems, programs, sources, testCases, testSuites } from "#db/schema/index";
import { bulkInsert, storable, takeIds } from "../bulk-insert";
import { assignClusters } from "./assign-clusters";
import type { BadRow } from "./import-row";
import type { PreparedRow } from "./prepare-row";

export type StoredBatch = { problemIds: number[]; unchanged: number; bad: BadRow[] };

/**
 * Writes a batch of prepared rows. A key that the dataset has already is passed over when its content is the same, and
 * is a bad row otherwise: a problem's programs and labels hang on what it said.
 */
export async function storeBatch(
  tx: Tx,
  datasetId: number,
  batch: readonly PreparedRow[],
): Promise<StoredBatch> {
  const keys = batch.map(({ row }) => row.key);
  const known = await tx
    .select({ key: problems.key, contentDigest: problems.contentDigest })
    .from(problems)
    .where(and(eq(problems.datasetId, datasetId), inArray(problems.key, keys)));
  const digests = new Map(known.map(({ key, contentDigest }) => [key, contentDigest]));
  const bad: BadRow[] = [];
  let unchanged = 0;
  const fresh = batch.filter(({ row, contentDigest }) => {
    const digest = digests.get(row.key);
    if (digest === undefined) {
      digests.set(row.key, contentDigest);
      return true;
    }
    if (digest === contentDigest) unchanged += 1;
    else {
      const reason = `the dataset has a problem "${row.key}" with other content`;
      bad.push({ line: row.line, key: row.key, reason });
    }
    return false;
  });
  if (fresh.length === 0) return { problemIds: [], unchanged, bad };
  const clusters = await assignClusters(
    tx,
    fresh.map(({ likeness }) => likeness),
  );
  const ids = await takeIds(tx, problems, fresh.length);
  const programIds = await takeIds(tx, programs, fresh.length);
  const rows = fresh.map((prepared, index) => ({
    ...prepared,
    id: ids[index] ?? 0,
    programId: programIds[index] ?? 0,
    cluster: clusters[index] ?? "",
  }));
  await bulkInsert(
    tx,
    problems,
    rows.map(({ id, cluster, contentDigest, row }) => ({
      id,
      datasetId,
      key: row.key,
      format: row.format,
      title: row.title,
      statement: row.statement,
      entryPoint: row.entryPoint,
      split: row.split,
      cluster,
      contentDigest,
      suiteVersion: 1,
      extra: row.extra,
    })),
  );
  await bulkInsert(
    tx,
    testSuites,
    rows.map(({ id, row }) => ({ problemId: id, version: 1, setup: row.setup })),
  );
  await bulkInsert(
    tx,
    testCases,
    rows.flatMap(({ id, cases }) =>
      cases.map(({ spec, source }, ordinal) => ({
        problemId: id,
        suiteVersion: 1,
        ordinal,
        kind: spec.kind,
        spec,
        source,
      })),
    ),
  );
  await bulkInsert(
    tx,
    programs,
    rows.map(({ id, programId, sourceHash, originalHash, lineCount }) => ({
      id: programId,
      datasetId,
      problemId: id,
      origin: "reference" as const,
      sourceHash,
      originalHash,
      lineCount,
    })),
  );
  await bulkInsert(
    tx,
    sources,
    rows.map(({ programId, code }) => ({ programId, text: code })),
  );
  await storeStats(
    tx,
    rows.map(({ id, cases, codeLines, row }) => ({
      id,
      datasetId,
      tests: cases.length,
      codeLines,
      split: row.split,
    })),
  );
  return { problemIds: ids, unchanged, bad };
}

type Stats = { id: number; datasetId: number; tests: number; codeLines: number; split: string };

/** The rows of the problems table, with the words that it is searched by. */
async function storeStats(tx: Tx, rows: readonly Stats[]): Promise<void> {
  await tx.execute(sql`
    insert into problem_stats (problem_id, dataset_id, split, tests, code_lines, programs, search)
    select r.id, r."datasetId", r.split, r.tests, r."codeLines", 1,
      strip(to_tsvector('english', concat_ws(' ', p.key, p.entry_point, replace(p.entry_point, '_', ' '), p.title, p.statement)))
    from json_to_recordset(${storable(JSON.stringify(rows))}::json)
      as r (id int, "datasetId" int, split split, tests int, "codeLines" int)
    join problems p on p.id = r.id`);
}
