import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";

/** A file that nobody wrote to for so long, and that no job speaks of, was left by an upload that broke off. */
const staleMs = 60 * 60 * 1000;
/** For so long, an import that failed or was stopped finds its file when it is resumed. */
const resumableDays = 7;

/** Where uploads wait for their import. */
export const uploadsFolder = (dataDir: string) => path.join(dataDir, "uploads");

/**
 * Deletes what no import will read any more: uploads of jobs that are done, were cancelled before they began, or failed
 * long ago, and files that broke off half-way. Returns how many files went.
 */
export async function sweepUploads(db: Db, dataDir: string): Promise<number> {
  const folder = uploadsFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return 0;
  const files = names.map((name) => path.join(folder, name));
  const ofFile = sql<string>`${jobs.payload} ->> 'path'`;
  const rows = await db
    .select({
      path: ofFile,
      needed: sql<boolean>`bool_or(${or(
        inArray(jobs.state, ["queued", "running"]),
        and(
          or(eq(jobs.state, "failed"), and(eq(jobs.state, "cancelled"), isNotNull(jobs.startedAt))),
          sql`${jobs.finishedAt} > now() - make_interval(days => ${resumableDays})`,
        ),
      )})`,
    })
    .from(jobs)
    .where(and(eq(jobs.kind, "import"), inArray(ofFile, files)))
    .groupBy(ofFile);
  const needed = new Map(rows.map((row) => [row.path, row.needed]));
  let deleted = 0;
  for (const file of files) {
    if (needed.get(file) ?? (await isRecent(file))) continue;
    await rm(file, { force: true });
    deleted += 1;
  }
  return deleted;
}

async function isRecent(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < staleMs;
}
