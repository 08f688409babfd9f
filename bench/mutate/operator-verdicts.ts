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

/** What became of an operator's mutants: how many were run, and with which verdicts. */
export type OperatorVerdicts = {
  runs: number;
  verdicts: ReadonlyMap<Verdict, number>;
  /** Refactorings that don't pass: each is a fault of its operator. */
  broken: Made[];
};

/** The verdicts, in the sandbox, of at most `count` mutants of each bug operator and of every refactoring. */
export async function operatorVerdicts(
  made: readonly Made[],
  count: number,
): Promise<Map<string, OperatorVerdicts>> {
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
    const results = new Map<string, OperatorVerdicts>();
    for (const operator of new Set(made.map(({ mutant }) => mutant.operator))) {
      const all = made.filter(({ mutant }) => mutant.operator === operator);
      const isRefactoring = all[0]?.mutant.intent === "refactor";
      const own = isRefactoring ? all : spread(all, count);
      const verdicts = new Map<Verdict, number>();
      const broken: Made[] = [];
      const queue = own.values();
      const work = async (): Promise<void> => {
        for (const one of queue) {
          const request = { source: one.mutant.code, suite: one.problem.suite, limits: await limitsOf(one) };
          // A bug's timeout is one without ten times as long a proof; a refactoring's must not be the machine's fault.
          const { verdict } = await verifier.verify(request, { repeatTimeouts: isRefactoring });
          verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
          if (isRefactoring && verdict !== "passed") broken.push(one);
        }
      };
      await Promise.all(Array.from({ length: 16 * workers }, work));
      results.set(operator, { runs: own.length, verdicts, broken });
    }
    return results;
  } finally {
    await verifier.close();
  }
}
