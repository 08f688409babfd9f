"use client";

import { useQuery } from "@tanstack/react-query";
import type { DistinguishingView, ProgramDetail } from "#server/labels/schema";
import { JobActions } from "../../jobs/job-actions";
import { JobProgress } from "../../jobs/job-row";
import { isActive } from "../../jobs/job-words";
import { shownError } from "../../trpc/app-error";
import { useTRPC } from "../../trpc/client";
import { Button } from "../../ui/button";
import { ErrorState } from "../../ui/error-state";
import { DistinguishingInput } from "./distinguishing-input";
import { FarAsItGets } from "./far-as-it-gets";
import { ofSearch, searchSummary } from "./search-words";
import { useSearch } from "./use-search";

type DistinguishEvidenceProps = { program: ProgramDetail; datasetId: number };

/**
 * Inputs on which a survivor and its reference differ, each with the question whether it is valid; how far the edit gets
 * where none was found. Nothing for programs that never were survivors.
 */
export function DistinguishEvidence({ program, datasetId }: DistinguishEvidenceProps) {
  const trpc = useTRPC();
  const isMutant = program.intent === "mutate" && program.run !== null;
  const found = useQuery(trpc.distinguish.get.queryOptions({ programId: program.id }, { enabled: isMutant }));
  const survives = isMutant && program.verdict === "passed";
  if (!isMutant || (!survives && !found.data?.search)) return null;
  return (
    <section aria-label="Distinguishing inputs" className="border-line border-b px-3 py-2">
      <h3 className="font-medium text-sm">Distinguishing inputs</h3>
      {found.isError ? (
        <ErrorState
          className="py-4"
          title="They could not be loaded"
          message={shownError(found.error).message}
          onRetry={() => void found.refetch()}
        />
      ) : found.data === undefined ? (
        <p className="h-6 text-faint text-xs">Loading…</p>
      ) : (
        <Found key={program.id} {...{ program, datasetId, survives }} view={found.data} />
      )}
    </section>
  );
}

type FoundProps = DistinguishEvidenceProps & { survives: boolean; view: DistinguishingView };

function Found({ program, datasetId, survives, view }: FoundProps) {
  const { search, inputs } = view;
  const counts = search === null ? { found: 0, earlier: 0 } : ofSearch(search, inputs);
  const { job, isStarting, start } = useSearch({ programId: program.id, datasetId, jobId: view.jobId });
  const isBusy = isStarting || (job !== undefined && isActive(job));
  const again = search === null || search.outdated;
  const look = () =>
    start(
      again || search === null ? {} : { seed: search.seed + 1, budget: Math.min(2_000, 2 * search.budget) },
    );
  return (
    <>
      {search === null ? (
        <p className="text-muted text-xs">
          Variations of the tests' inputs, tried on this program and on its reference: where they differ,
          either a test is missing or the input is none that the function is for.
        </p>
      ) : (
        <p className="text-muted text-xs">{searchSummary(search, counts)}</p>
      )}
      {inputs.length === 0 || search === null ? null : (
        <ol aria-label="Inputs on which it differs from the reference" className="mt-1 flex flex-col">
          {inputs.map((input) => (
            <DistinguishingInput key={input.call} input={input} programId={program.id} />
          ))}
        </ol>
      )}
      {search === null ? null : <FarAsItGets search={search} propagated={counts.found > 0} />}
      {job !== undefined && job.state !== "succeeded" ? (
        <div className="mt-1.5 flex items-center gap-3">
          <div className="min-w-0 flex-1">
            {isActive(job) ? <JobProgress job={job} /> : null}
            {job.error === null ? null : <p className="text-muted text-xs">{job.error}</p>}
          </div>
          <JobActions job={job} onResumed={(jobId) => start({ jobId })} />
        </div>
      ) : null}
      {survives ? (
        <Button size="xs" className="mt-1.5" aria-disabled={isBusy} onClick={isBusy ? undefined : look}>
          {again ? "Look for distinguishing inputs" : "Look further"}
        </Button>
      ) : null}
    </>
  );
}
