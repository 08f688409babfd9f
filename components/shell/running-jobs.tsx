"use client";

import { useQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "../trpc/client";

const busyMs = 2_000;
const idleMs = 15_000;

/** How many jobs are under way, wherever one is in the app; nothing while none is. */
export function RunningJobs() {
  const trpc = useTRPC();
  const status = useQuery(
    trpc.system.status.queryOptions(undefined, {
      refetchInterval: (query) => {
        const jobs = query.state.data?.jobs;
        return jobs && jobs.queued + jobs.running > 0 ? busyMs : idleMs;
      },
    }),
  );
  const count = (status.data?.jobs.running ?? 0) + (status.data?.jobs.queued ?? 0);
  if (count === 0) return null;
  return (
    <Link
      href="/jobs"
      className="tabular inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-muted text-sm hover:bg-hover hover:text-ink"
    >
      <LoaderCircle className="size-3.5 animate-spin" aria-hidden="true" />
      {count === 1 ? "1 job" : `${count} jobs`}
    </Link>
  );
}
