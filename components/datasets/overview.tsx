"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import type { JobView } from "#server/jobs/schema";
import { JobRow } from "../jobs/job-row";
import { isActive } from "../jobs/job-words";
import { useJobs } from "../jobs/use-jobs";
import { Page } from "../shell/page";
import { Panel } from "../shell/panel";
import { SystemStatus } from "../shell/system-status";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { DatasetTable, DatasetTableSkeleton } from "./dataset-table";
import { Preparing } from "./preparing";
import { WorthALook } from "./worth-a-look";

const recentJobs = 20;
const shownFinished = 3;

export function Overview() {
  const trpc = useTRPC();
  const jobs = useJobs(recentJobs);
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const active = jobs.data?.filter(isActive) ?? [];
  const finished = jobs.data?.filter((job) => !isActive(job)).slice(0, shownFinished) ?? [];
  const preparing =
    datasets.data !== undefined && jobs.data !== undefined && isFirstRun(datasets.data.length, jobs.data);

  return (
    <Page
      title="Overview"
      actions={
        <Button asChild variant={datasets.data?.length === 0 && !preparing ? "primary" : "outline"}>
          <Link href="/import">
            <Plus /> Import a dataset
          </Link>
        </Button>
      }
    >
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {preparing ? <Preparing jobs={active} /> : null}
          <Panel title="Datasets">
            {datasets.data ? (
              datasets.data.length > 0 ? (
                <DatasetTable datasets={datasets.data} />
              ) : (
                <NoDatasets preparing={preparing} />
              )
            ) : datasets.isError ? (
              <ErrorState
                title="The datasets could not be loaded"
                message={shownError(datasets.error).message}
                onRetry={() => void datasets.refetch()}
              />
            ) : (
              <DatasetTableSkeleton />
            )}
          </Panel>
          <WorthALook datasets={datasets.data ?? []} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title="This machine">
            <SystemStatus />
          </Panel>
          {preparing ? null : (
            <Panel
              title={active.length > 0 ? "Jobs under way" : "Latest jobs"}
              aside={
                <Link href="/jobs" className="text-link text-xs hover:underline">
                  All jobs
                </Link>
              }
            >
              {jobs.isError && !jobs.data ? (
                <p role="alert" className="px-4 py-3 text-muted">
                  The jobs could not be loaded: {shownError(jobs.error).message}
                </p>
              ) : (
                <ul className="min-h-14 divide-y divide-line">
                  {(active.length > 0 ? active : finished).map((job) => (
                    <JobRow key={job.id} job={job} narrow />
                  ))}
                  {jobs.data && active.length + finished.length === 0 ? (
                    <li className="px-4 py-3 text-faint">Nothing has run yet.</li>
                  ) : null}
                </ul>
              )}
            </Panel>
          )}
        </div>
      </div>
    </Page>
  );
}

/** The starter dataset is being made: a kind of job is under way that has never come to an end before. */
function isFirstRun(datasets: number, jobs: readonly JobView[]): boolean {
  const done = new Set(jobs.filter((job) => job.state === "succeeded").map((job) => job.kind));
  return datasets <= 1 && jobs.some((job) => isActive(job) && !done.has(job.kind));
}

function NoDatasets({ preparing }: { preparing: boolean }) {
  if (preparing) return <p className="px-4 py-8 text-center text-faint">The first dataset appears here.</p>;
  return (
    <EmptyState
      title="No dataset yet"
      action={
        <Button asChild variant="primary">
          <Link href="/import">Import a dataset</Link>
        </Button>
      }
    >
      A dataset is a collection of problems with tests and reference programs. Import one to make mutants of
      it, verify them and label their lines.
    </EmptyState>
  );
}
