"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { describeLlmOperator } from "#server/teacher/schema";
import { shownError } from "../trpc/app-error";
import { type RouterOutputs, useTRPC } from "../trpc/client";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { formatCount, formatShare } from "../ui/format";
import { Skeleton } from "../ui/skeleton";
import { Table, Td, Th } from "../ui/table";
import { OperatorChart } from "./operator-chart";
import { againstIntent, operatorHref } from "./operator-figures";
import { VerdictMix } from "./verdict-mix";

type Row = RouterOutputs["datasets"]["operatorStats"][number];

const columns = [
  { id: "operator", name: "Operator", numeric: false, of: (row: Row) => row.operator },
  { id: "intent", name: "Meant to", numeric: false, of: (row: Row) => row.intent },
  { id: "mutants", name: "Mutants", numeric: true, of: (row: Row) => row.mutants },
  { id: "mix", name: "How they end", numeric: false, of: null },
  {
    id: "unexpected",
    name: "Against its intent",
    numeric: true,
    of: (row: Row) => againstIntent(row) / row.mutants,
  },
  { id: "overrides", name: "Overrides", numeric: true, of: (row: Row) => row.overrides / row.mutants },
] as const;
type ColumnId = (typeof columns)[number]["id"];

/** What each operator made of this dataset. */
export function OperatorStats({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const stats = useQuery(
    trpc.datasets.operatorStats.queryOptions({ datasetId }, { trpc: { context: { skipBatch: true } } }),
  );
  const [sort, setSort] = useState<{ id: ColumnId; down: boolean }>({ id: "mutants", down: true });
  if (!stats.data) {
    return stats.isError ? (
      <ErrorState
        title="The operators' figures could not be loaded"
        message={shownError(stats.error).message}
        onRetry={() => void stats.refetch()}
      />
    ) : (
      <div className="flex flex-col gap-3 p-4" aria-hidden="true">
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
          <Skeleton key={row} className="h-6" />
        ))}
      </div>
    );
  }
  if (stats.data.length === 0) {
    return (
      <EmptyState title="No mutants yet">
        Once the dataset has been built, each operator stands here with how its mutants ended.
      </EmptyState>
    );
  }
  const column = columns.find((candidate) => candidate.id === sort.id) ?? columns[0];
  const rows = stats.data.toSorted((one, other) => {
    const of = column.of ?? ((row: Row) => row.operator);
    const [a, b] = [of(one), of(other)];
    const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    return (sort.down ? -order : order) || one.operator.localeCompare(other.operator);
  });
  return (
    <>
      <OperatorChart rows={stats.data} datasetId={datasetId} />
      <Table className="bg-surface">
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            {columns.map(({ id, name, numeric, of }) => (
              <Th
                key={id}
                numeric={numeric}
                aria-sort={sort.id === id ? (sort.down ? "descending" : "ascending") : undefined}
                className={id === "mix" ? "w-72" : undefined}
              >
                {of === null ? (
                  name
                ) : (
                  <button
                    type="button"
                    className={cn(
                      "inline-flex items-center gap-1 hover:text-ink",
                      sort.id === id && "text-ink",
                    )}
                    onClick={() => setSort({ id, down: sort.id === id ? !sort.down : numeric })}
                  >
                    {name}
                    <ArrowDown
                      aria-hidden="true"
                      className={cn("size-3", sort.id !== id && "opacity-0", !sort.down && "rotate-180")}
                    />
                  </button>
                )}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.operator} ${row.intent}`} className="hover:bg-hover">
              <Td className="font-medium">
                <OperatorName operator={row.operator} />
              </Td>
              <Td className="text-muted">{row.intent === "mutate" ? "break" : "keep behaviour"}</Td>
              <Td numeric>
                <Link href={operatorHref(datasetId, row)} className="hover:underline">
                  {formatCount(row.mutants)}
                </Link>
              </Td>
              <Td>
                <VerdictMix counts={row.verdicts} />
              </Td>
              <Td numeric>
                <Share count={againstIntent(row)} row={row} href={operatorHref(datasetId, row, true)} />
              </Td>
              <Td numeric>
                <Share count={row.overrides} row={row} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** Leads to what the operator does; what a language model wrote is no operator of the catalogue. */
function OperatorName({ operator }: { operator: string }) {
  const written = describeLlmOperator(operator);
  if (written !== null) return <span title={written}>{operator}</span>;
  return (
    <Link href={`/operators#${operator}`} className="hover:underline" title="What it does">
      {operator}
    </Link>
  );
}

/** A count and its share, leading to the problems behind it where a list can show just those. */
function Share({ count, row, href }: { count: number; row: Row; href?: string }) {
  if (count === 0) return <span className="text-faint">0</span>;
  const words = (
    <>
      {formatCount(count)}{" "}
      <span className="inline-block w-14 text-faint">{formatShare(count, row.mutants)}</span>
    </>
  );
  if (href === undefined) return words;
  return (
    <Link href={href} className="hover:underline">
      {words}
    </Link>
  );
}
