"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { DatasetSummary } from "#server/datasets/schema";
import { formatCount } from "../ui/format";
import { Skeleton } from "../ui/skeleton";
import { SuspicionMark } from "../ui/suspicion-mark";
import { Table, Td, Th } from "../ui/table";
import { VerdictMix } from "./verdict-mix";

/** Datasets with what became of their mutants. A row leads to its problems, the suspicions to the audit list. */
export function DatasetTable({ datasets }: { datasets: DatasetSummary[] }) {
  return (
    <div className="overflow-x-auto">
      <Table>
        <Head />
        <tbody>
          {datasets.map((dataset) => (
            <DatasetRow key={dataset.id} dataset={dataset} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <Th>Name</Th>
        <Th numeric>Problems</Th>
        <Th numeric>Labelled programs</Th>
        <Th className="w-44">Mutants end how</Th>
        <Th numeric>Suspicious</Th>
        <Th numeric>Overrides</Th>
      </tr>
    </thead>
  );
}

function DatasetRow({ dataset }: { dataset: DatasetSummary }) {
  const router = useRouter();
  const href = `/datasets/${dataset.id}`;
  const suspicious = Object.values(dataset.suspicions).reduce((sum, count) => sum + count, 0);
  return (
    // The row only widens the target of the link in it; the keyboard uses the link.
    <tr
      className="cursor-pointer hover:bg-hover"
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("a")) return;
        router.push(href);
      }}
    >
      <Td className="h-13 max-w-72">
        <Link href={href} className="block truncate font-medium hover:underline">
          {dataset.name}
        </Link>
        {dataset.description ? (
          <span className="block truncate text-faint text-xs">{dataset.description}</span>
        ) : null}
      </Td>
      <Td numeric>
        {formatCount(dataset.problems)}
        {dataset.builtProblems < dataset.problems ? (
          <span className="block text-faint text-xs">{formatCount(dataset.builtProblems)} built</span>
        ) : null}
      </Td>
      <Td numeric>
        {formatCount(dataset.labelledPrograms)}
        <span className="block text-faint text-xs">of {formatCount(dataset.programs)}</span>
      </Td>
      <Td>
        <VerdictMix counts={dataset.verdicts} />
      </Td>
      <Td numeric>
        {suspicious > 0 ? (
          <Link href={`${href}/audit`} className="inline-flex items-center gap-1.5 hover:underline">
            <SuspicionMark />
            {formatCount(suspicious)}
          </Link>
        ) : (
          <span className="text-faint">0</span>
        )}
      </Td>
      <Td numeric className={dataset.overrides === 0 ? "text-faint" : undefined}>
        {formatCount(dataset.overrides)}
      </Td>
    </tr>
  );
}

export function DatasetTableSkeleton() {
  return (
    <Table aria-hidden="true">
      <Head />
      <tbody>
        {["a", "b"].map((row) => (
          <tr key={row} className="h-[3.25rem]">
            <Td>
              <Skeleton className="h-4 w-40" />
            </Td>
            <Td>
              <Skeleton className="ml-auto h-4 w-10" />
            </Td>
            <Td>
              <Skeleton className="ml-auto h-4 w-12" />
            </Td>
            <Td>
              <Skeleton className="h-2.5" />
            </Td>
            <Td>
              <Skeleton className="ml-auto h-4 w-8" />
            </Td>
            <Td>
              <Skeleton className="ml-auto h-4 w-8" />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
