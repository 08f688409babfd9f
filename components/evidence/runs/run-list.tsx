"use client";

import { useQuery } from "@tanstack/react-query";
import type { RunRow } from "#server/labels/schema";
import { shownError } from "../../trpc/app-error";
import { useTRPC } from "../../trpc/client";
import { ErrorState } from "../../ui/error-state";
import { formatWhen } from "../../ui/format";
import { Skeleton } from "../../ui/skeleton";
import { Table, Td, Th } from "../../ui/table";
import { VerdictText } from "../../ui/verdict-text";
import { durationText } from "../test-sentences";

/** Every run of a program, the newest first; none is ever removed. */
export function RunList({ programId }: { programId: number }) {
  const trpc = useTRPC();
  const runs = useQuery(trpc.runs.list.queryOptions({ programId }));
  if (runs.isPending) return <Skeleton className="m-3 h-12" />;
  if (runs.isError) {
    return (
      <ErrorState
        className="py-6"
        title="The runs could not be loaded"
        message={shownError(runs.error).message}
        onRetry={() => void runs.refetch()}
      />
    );
  }
  return (
    <Table aria-label="Runs of the program">
      <thead>
        <tr>
          <Th>Run</Th>
          <Th>Verdict</Th>
          <Th numeric>CPU</Th>
          <Th numeric>Allowed</Th>
          <Th>Sandbox</Th>
          <Th numeric>Tests</Th>
          <Th>When</Th>
        </tr>
      </thead>
      <tbody>
        {runs.data.map((run) => (
          <RunListRow key={run.id} run={run} />
        ))}
      </tbody>
    </Table>
  );
}

function RunListRow({ run }: { run: RunRow }) {
  return (
    <tr data-run={run.id} aria-current={run.counts ? "true" : undefined}>
      <Td className="tabular whitespace-nowrap">
        {run.id} {run.counts ? <span className="font-medium">counts</span> : null}
        {run.rerun ? <span className="text-faint"> re-run</span> : null}
      </Td>
      <Td>
        <VerdictText verdict={run.verdict} message={run.message} />
        {run.verdict === "timeout" && run.attempts === 1 ? (
          <span className="text-faint"> first attempt</span>
        ) : run.attempts > 1 ? (
          <span className="text-faint"> with ten times the budget</span>
        ) : null}
      </Td>
      <Td numeric className="whitespace-nowrap">
        {durationText(run.cpuUs)}
      </Td>
      <Td numeric className="whitespace-nowrap">
        {durationText(run.cpuLimitMs * 1000)}
      </Td>
      <Td className="whitespace-nowrap text-muted">
        {run.provider}, {run.interpreter}
      </Td>
      <Td numeric className="text-muted">
        {run.suiteVersion}
      </Td>
      <Td className="whitespace-nowrap text-muted">
        <time dateTime={run.at.toISOString()}>{formatWhen(run.at)}</time>
      </Td>
    </tr>
  );
}
