import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import type { VerificationRate } from "./schema";

/** The newest runs that are looked at; a build of a few hundred problems. */
const runsLookedAt = 20_000;
/** Seconds without any run after which nothing was being built. */
const idleS = 30;
/** With fewer runs or in less time nothing can be said. */
const fewestRuns = 100;
const shortestS = 1;

const rowSchema = z.object({ runs: z.int(), busyS: z.coerce.number(), lastAt: z.coerce.date().nullable() });

/**
 * Programs a second that builds on this machine came to of late: the newest runs of all datasets over the time between
 * them, pauses left out. Null until enough was run.
 */
export async function verificationRate(db: Db): Promise<VerificationRate | null> {
  const answer = await db.execute(sql`
    with newest as (select at from runs order by id desc limit ${runsLookedAt}),
    gaps as (select at, extract(epoch from at - lag(at) over (order by at)) as gap from newest)
    select count(*)::int as runs, coalesce(sum(gap) filter (where gap < ${idleS}), 0) as "busyS", max(at) as "lastAt"
    from gaps`);
  const { runs, busyS, lastAt } = rowSchema.parse(answer.rows[0]);
  if (runs < fewestRuns || busyS < shortestS || lastAt === null) return null;
  return { perSecond: runs / busyS, runs, lastAt };
}
