import { useEffect, useRef } from "react";
import type { JobView } from "#server/jobs/schema";
import { endedIds } from "./job-words";

/**
 * Calls `onEnded` when a job has ended that had not in the list seen before. Ended jobs are known by their ids, not by having
 * been seen at work: a short one begins and ends between two looks.
 */
export function useEndedJobs(
  jobs: readonly Pick<JobView, "id" | "state">[] | undefined,
  onEnded: () => void,
): void {
  const ended = jobs === undefined ? null : endedIds(jobs);
  const known = useRef<string | null>(null);
  const key = ended?.join() ?? null;
  useEffect(() => {
    if (key === null || key === known.current) return;
    const first = known.current === null;
    known.current = key;
    if (!first) onEnded();
  }, [key, onEnded]);
}
