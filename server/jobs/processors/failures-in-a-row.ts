import { AppError } from "#server/core/errors";
import type { CallError } from "#server/teacher/index";

/** So many calls in a row that came to nothing are taken for a server that is down. */
const faultsInARow = 10;
/** So many refusals in a row, of so many problems, are taken for a server that takes no request as it is set up. */
const refusalsInARow = 10;
const refusedProblems = 3;

export type FailuresInARow = {
  /** Takes a failed call; returns the error with which to give up, null while other calls may do better. */
  failed: (error: CallError, problemId: number) => Error | null;
  succeeded: () => void;
};

/**
 * Tells a server that is down, or refuses everything, from single statements that it does not take: those of one long
 * problem, say, may all be refused while every other one is answered.
 */
export function countFailures(): FailuresInARow {
  let faults = 0;
  let refusals: number[] = [];
  return {
    failed: (error, problemId) => {
      if (error.isHopeless) return error;
      if (error.retryable) {
        faults += 1;
        return faults < faultsInARow ? null : gaveUp("failed", faults, error);
      }
      // A server that refuses is not down.
      faults = 0;
      refusals.push(problemId);
      const isSystematic = refusals.length >= refusalsInARow && new Set(refusals).size >= refusedProblems;
      return isSystematic ? gaveUp("were refused", refusals.length, error) : null;
    },
    succeeded: () => {
      faults = 0;
      refusals = [];
    },
  };
}

function gaveUp(what: string, count: number, last: CallError): AppError {
  const words = `${count} calls in a row ${what}; the last one: ${last.message}`;
  return new AppError("unavailable", words, { retryable: last.retryable });
}
