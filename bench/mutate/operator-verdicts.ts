import { availableParallelism } from "node:os";
import type { Verdict } from "#server/core/vocabulary";
import { createVerifier, limitsFromReference } from "#server/verification/index";
import type { Limits } from "#server/verification/schema";
import type { Made } from "./index";

/** Every n-th, so that at most `count` are left, spread over all. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor(index * step)],
  ).filter((item) => item !== undefined);
}

/** What became of at most `count` mutants of each operator in the sandbox: pass rate and verdicts, as text. */
export async function operatorVerdicts(made: readonly Made[], count: number): Promise<Map<string, string>> {
  const workers = availableParallelism();
  const verifier = await createVerifier({ workers });
  try {
    const limits = new Map<string, Promise<Limits>>();
    const limitsOf = ({ problem }: Made): Promise<Limits> => {
      const known =
        limits.get(problem.id) ??
        verifier.verify({ source: problem.source, suite: problem.suite }).then(limitsFromReference);
      limits.set(problem.id, known);
      return known;
    };
    const results = new Map<string, string>();
    for (const operator of new Set(made.map(({ mutant }) => mutant.operator))) {
      const own = spread(
        made.filter(({ mutant }) => mutant.operator === operator),
        count,
      );
      const verdicts = new Map<Verdict, number>();
      const queue = own.values();
      const work = async (): Promise<void> => {
        for (const one of queue) {
          const request = { source: one.mutant.code, suite: one.problem.suite, limits: await limitsOf(one) };
          const { verdict } = await verifier.verify(request, { repeatTimeouts: true });
          verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: 16 * workers }, work));
      const share = (100 * (verdicts.get("passed") ?? 0)) / own.length;
      const others = [...verdicts].map(([verdict, runs]) => `${verdict} ${runs}`).join(", ");
      results.set(operator, `${share.toFixed(1).padStart(6)} % pass of ${own.length}: ${others}`);
    }
    return results;
  } finally {
    await verifier.close();
  }
}
