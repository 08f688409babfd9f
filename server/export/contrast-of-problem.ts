import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { contrastGroups } from "./contrast-groups";
import { loadProblems } from "./exported-problems";
import type { ContrastGroup } from "./schema";

/** One problem's contrast groups by its dataset's rule, as an export writes them. Throws `not-found`. */
export async function contrastOfProblem(db: Db, problemId: number): Promise<ContrastGroup[]> {
  const found = await db
    .select({
      id: problems.id,
      key: problems.key,
      statement: problems.statement,
      cluster: problems.cluster,
      split: problems.split,
    })
    .from(problems)
    .where(eq(problems.id, problemId));
  if (found.length === 0) throw new AppError("not-found", `There is no problem ${problemId}.`);
  const loaded = await loadProblems(db, found, { withExecuted: true });
  return loaded.flatMap((problem) => contrastGroups(problem).groups);
}
