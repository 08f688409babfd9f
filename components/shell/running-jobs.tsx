"use client";

import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useSystemStatus } from "./use-system-status";

/** How many jobs are under way, wherever one is in the app; nothing while none is. */
export function RunningJobs() {
  const status = useSystemStatus();
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
