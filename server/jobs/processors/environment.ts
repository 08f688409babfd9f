import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { environments } from "#db/schema/index";
import { sha256 } from "#server/core/digest";
import { AppError } from "#server/core/errors";
import type { RunResult } from "#server/verification/schema";

/** Gives the row of the environment a run happened in; each is asked for once. */
export function environmentIds(db: Db): (run: RunResult) => Promise<number> {
  const known = new Map<string, Promise<number>>();
  return ({ provider, interpreter, limits: { outputKb } }) => {
    const detail = { provider, interpreter, outputKb };
    const digest = sha256(JSON.stringify(detail));
    const id = known.get(digest) ?? environmentId(db, digest, detail);
    known.set(digest, id);
    return id;
  };
}

async function environmentId(db: Db, digest: string, detail: Record<string, unknown>): Promise<number> {
  await db.insert(environments).values({ digest, detail }).onConflictDoNothing();
  const [row] = await db
    .select({ id: environments.id })
    .from(environments)
    .where(eq(environments.digest, digest));
  if (row === undefined) throw new AppError("internal", "The environment's row was not made.");
  return row.id;
}
