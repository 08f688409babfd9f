import type { Verdict } from "#server/core/vocabulary";

/** What a program's runs are told apart by. */
export type SettledRun = { verdict: Verdict; attempts: number; suiteVersion: number };

/**
 * How the runs of a program disagree: it passes in some and fails in others, or it always fails but not in the same way.
 */
export type Disagreement = "passes-sometimes" | "fails-differently";

export type Settled<R> = {
  /** The run that counts; null where no run says anything. */
  run: R | null;
  disagreement: Disagreement | null;
};

/**
 * Which of a program's runs counts, given all of them in the order they were made. None that the sandbox failed does,
 * unless there is no other, and of the others only those of the latest suite version: a verdict stands until another one
 * replaces it. A pass needs all of them to pass: where they disagree the first failure counts. Where they agree the first
 * run does, so that what was decided on it stays up to date however often the program is run again.
 */
export function settleRuns<R extends SettledRun>(runs: readonly R[]): Settled<R> {
  // A first timeout is only a suspicion; its repetition, which comes right after it, speaks for both.
  const whole = runs.filter((run, at) => !(isFirstTimeout(run) && (runs[at + 1]?.attempts ?? 1) > 1));
  const decided = whole.filter(({ verdict }) => verdict !== "infra-error");
  const latest = Math.max(...decided.map(({ suiteVersion }) => suiteVersion));
  const telling = decided.filter(({ suiteVersion }) => suiteVersion === latest);
  const [first] = telling;
  if (first === undefined) return { run: whole.at(-1) ?? null, disagreement: null };
  const failure = telling.find(({ verdict }) => verdict !== "passed");
  if (telling.every(({ verdict }) => verdict === first.verdict)) return { run: first, disagreement: null };
  const passes = telling.some(({ verdict }) => verdict === "passed");
  return { run: failure ?? first, disagreement: passes ? "passes-sometimes" : "fails-differently" };
}

function isFirstTimeout({ verdict, attempts }: SettledRun): boolean {
  return verdict === "timeout" && attempts === 1;
}
