import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";

/** For so long, a run that failed or was stopped finds its rows and checkpoints when it is resumed. */
const resumableDays = 7;

/** Where training runs keep what they are made of while they last. */
export const trainingFolder = (dataDir: string) => path.join(dataDir, "training");

/** Deletes folders of training runs that no job will go on with. Returns how many. */
export async function sweepTraining(db: Db, dataDir: string): Promise<number> {
  const names = await readdir(trainingFolder(dataDir)).catch(() => []);
  if (names.length === 0) return 0;
  const { rows } = await db.execute(sql`
    select distinct payload ->> 'run' as run from ${jobs}
    where kind = 'train' and payload ->> 'run' = any(${sql.param(names)}::text[])
      and (state in ('queued', 'running')
        or (state in ('failed', 'cancelled') and finished_at > now() - make_interval(days => ${resumableDays})))`);
  const needed = new Set(
    z
      .array(z.object({ run: z.string() }))
      .parse(rows)
      .map(({ run }) => run),
  );
  const left = names.filter((name) => !needed.has(name));
  for (const name of left)
    await rm(path.join(trainingFolder(dataDir), name), { recursive: true, force: true });
  return left.length;
}
