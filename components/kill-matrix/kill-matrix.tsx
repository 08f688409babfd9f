"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { killCells } from "#server/datasets/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { plural } from "../ui/format";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { cellClass, KillGrid, type KillPlace } from "./kill-grid";
import {
  cellWords,
  type MutantOrder,
  matrixText,
  orderedMutants,
  orderedTests,
  type TestOrder,
  testsApart,
} from "./kill-words";

type KillMatrixProps = {
  problemId: number;
  /** The mutant that the editor shows. */
  shown: number | null;
  onOpen: (mutant: number) => void;
  onClose: () => void;
};

/** Which test catches which mutant of a problem, and what that says of the tests. */
export function KillMatrix({ problemId, shown, onOpen, onClose }: KillMatrixProps) {
  const trpc = useTRPC();
  const matrix = useQuery(trpc.problems.killMatrix.queryOptions({ id: problemId }));
  const [mutantOrder, setMutantOrder] = useState<MutantOrder>("line");
  const [testOrder, setTestOrder] = useState<TestOrder>("number");
  const [active, setActive] = useState<KillPlace>({ row: 0, column: 0 });
  const { data } = matrix;
  const rows = useMemo(() => orderedMutants(data?.mutants ?? [], mutantOrder), [data, mutantOrder]);
  const columns = useMemo(() => orderedTests(data?.tests ?? [], testOrder), [data, testOrder]);
  if (matrix.isPending) return <Skeleton className="m-3 h-40" />;
  if (matrix.isError) {
    return (
      <ErrorState
        className="py-6"
        title="The kill matrix could not be loaded"
        message={shownError(matrix.error).message}
        onRetry={() => void matrix.refetch()}
      />
    );
  }
  const { tests, mutants } = matrix.data;
  const test = tests[columns[active.column] ?? 0];
  return (
    <section aria-label="Kill matrix" className="flex h-full min-h-0 flex-col bg-surface">
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 text-sm">
        <h2 className="font-medium">Kill matrix</h2>
        <p className="min-w-0 text-muted">{matrixText(matrix.data)}</p>
        <span className="ml-auto flex items-center gap-2">
          <Select
            label="Order of the mutants"
            className="h-6 px-2 text-xs"
            value={mutantOrder}
            onValueChange={setMutantOrder}
            options={[
              { value: "line", label: "mutants by line" },
              { value: "fewest", label: "caught by the fewest tests first" },
              { value: "most", label: "caught by the most tests first" },
            ]}
          />
          <Select
            label="Order of the tests"
            className="h-6 px-2 text-xs"
            value={testOrder}
            onValueChange={setTestOrder}
            options={[
              { value: "number", label: "tests by number" },
              { value: "most", label: "tests that catch most first" },
              { value: "fewest", label: "tests that catch least first" },
            ]}
          />
          <Button size="xs" variant="ghost" onClick={onClose}>
            Close
          </Button>
        </span>
      </div>
      {mutants.length === 0 || tests.length === 0 ? (
        <EmptyState
          className="py-6"
          title={tests.length === 0 ? "No tests" : "No mutants meant to break yet"}
        >
          The matrix shows which test catches which of them.
        </EmptyState>
      ) : (
        <>
          <KillGrid
            tests={tests}
            columns={columns}
            rows={rows}
            active={active}
            onActive={setActive}
            onOpen={onOpen}
            shown={shown}
          />
          <footer className="shrink-0 border-line border-t px-3 py-1.5 text-xs">
            {test === undefined ? null : (
              <p className="truncate" aria-live="polite">
                <span className="text-faint">test {test.ordinal + 1}:</span> <code>{test.source}</code>{" "}
                <span className="text-muted">
                  catches {plural(test.kills, "mutant")}
                  {test.alone > 0 ? `, ${test.alone} of them alone` : ""}
                </span>
              </p>
            )}
            <TestsApart tests={tests} />
            <Legend />
          </footer>
        </>
      )}
    </section>
  );
}

function TestsApart({ tests }: { tests: Parameters<typeof testsApart>[0] }) {
  const { idle, alone } = testsApart(tests);
  return (
    <p className="text-muted">
      {idle.length === 0 ? "Every test catches a mutant." : `Catch no mutant: test ${idle.join(", ")}.`}{" "}
      {alone.length === 0
        ? "No mutant is caught by one test alone."
        : `Alone catch mutants: ${alone.map(({ test, count }) => `test ${test} (${count})`).join(", ")}.`}
    </p>
  );
}

function Legend() {
  return (
    <ul aria-label="Signs" className="flex flex-wrap gap-x-3 text-faint">
      {killCells.map((cell) => (
        <li key={cell} className="flex items-center gap-1">
          <span
            aria-hidden="true"
            className={cn("inline-flex size-4 items-center justify-center font-mono", cellClass(cell))}
          >
            {cellWords[cell].glyph}
          </span>
          {cell === "unknown" ? "not known" : cellWords[cell].words}
        </li>
      ))}
    </ul>
  );
}
