"use client";

import Link from "next/link";
import { Page } from "../shell/page";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { JobRow } from "./job-row";
import { isActive } from "./job-words";
import { useJobs } from "./use-jobs";

const shown = 100;

export function JobsPage() {
  const jobs = useJobs(shown);
  return (
    <Page
      title="Jobs"
      lead="Long work runs in the background, goes on when this page is closed, and can be resumed."
    >
      {jobs.data ? (
        <JobLists jobs={jobs.data} />
      ) : jobs.isError ? (
        <ErrorState
          title="The jobs could not be loaded"
          message={shownError(jobs.error).message}
          advice="Running jobs go on."
          onRetry={() => void jobs.refetch()}
        />
      ) : (
        <JobsSkeleton />
      )}
    </Page>
  );
}

function JobLists({ jobs }: { jobs: NonNullable<ReturnType<typeof useJobs>["data"]> }) {
  if (jobs.length === 0) {
    return (
      <EmptyState
        title="No job yet"
        action={
          <Button asChild variant="primary">
            <Link href="/import">Import a dataset</Link>
          </Button>
        }
      >
        Imports, builds and scoring runs would stand here.
      </EmptyState>
    );
  }
  const groups = [
    { name: "Under way", jobs: jobs.filter(isActive) },
    { name: "Finished", jobs: jobs.filter((job) => !isActive(job)) },
  ];
  return groups.map((group) =>
    group.jobs.length === 0 ? null : (
      <section key={group.name} aria-label={group.name} className="mb-6">
        <h2 className="mb-1.5 text-faint text-xs">{group.name}</h2>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {group.jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      </section>
    ),
  );
}

export function JobsSkeleton() {
  return (
    <div className="mt-[1.375rem] divide-y divide-line rounded-lg border border-line bg-surface">
      {["a", "b", "c", "d"].map((row) => (
        <div key={row} className="flex h-[4.25rem] flex-col justify-center gap-2 px-4">
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-3.5 w-80" />
        </div>
      ))}
    </div>
  );
}
