"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { verdictSchema } from "#server/core/vocabulary";
import { problemHref } from "../problem/problem-location";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Badge } from "../ui/badge";
import { formatCount, plural } from "../ui/format";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { Table, Td, Th } from "../ui/table";
import { verdictPhrase } from "../ui/verdict-words";
import { auc, slices, totalsOf } from "./figures";
import type { Model } from "./model-card";

const shown = 50;

const nameOf = ({ name, version }: Model) => `${name} ${version}`;

/** Two models on the lines of a dataset: by verdict, and the lines on which they differ most. */
export function ModelCompare({ models, datasetId }: { models: readonly Model[]; datasetId: number }) {
  const [chosen, setChosen] = useState<{ left?: number; right?: number }>({});
  const left = models.find(({ id }) => id === chosen.left) ?? models[0];
  const right = models.find(({ id }) => id === chosen.right) ?? models[1];
  if (left === undefined || right === undefined) return null;
  const options = models.map((model) => ({ value: String(model.id), label: nameOf(model) }));
  return (
    <section aria-label="Compare two models" className="rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-3">
        <h2 className="mr-2 font-semibold text-lg">Compare</h2>
        <Select
          label="First model"
          value={String(left.id)}
          onValueChange={(id) => setChosen((before) => ({ ...before, left: Number(id) }))}
          options={options}
        />
        <span className="text-muted">with</span>
        <Select
          label="Second model"
          value={String(right.id)}
          onValueChange={(id) => setChosen((before) => ({ ...before, right: Number(id) }))}
          options={options}
        />
      </header>
      {left.id === right.id ? (
        <p className="px-4 py-3 text-muted">Choose two different models.</p>
      ) : (
        <>
          <SliceTable left={left} right={right} datasetId={datasetId} />
          <Differences left={left} right={right} datasetId={datasetId} />
        </>
      )}
    </section>
  );
}

type Pair = { left: Model; right: Model; datasetId: number };

function SliceTable({ left, right, datasetId }: Pair) {
  const trpc = useTRPC();
  const options = { staleTime: 10_000, trpc: { context: { skipBatch: true } } };
  const first = useQuery(trpc.models.figures.queryOptions({ modelId: left.id, datasetId }, options));
  const second = useQuery(trpc.models.figures.queryOptions({ modelId: right.id, datasetId }, options));
  if (first.data === undefined || second.data === undefined) return <Skeleton className="m-4 h-24" />;
  const sides = [first.data.rows, second.data.rows].map((rows) => ({
    all: auc(totalsOf(rows, { inSample: false })),
    slices: slices(rows, { inSample: false, percent: 50 }),
  }));
  const verdicts = [...new Set(sides.flatMap((side) => side.slices.map(({ verdict }) => verdict)))];
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : `${(100 * value).toFixed(1)} %`;
  return (
    <Table>
      <thead>
        <tr>
          <Th>Correct above incorrect line, out of sample</Th>
          <Th numeric>{nameOf(left)}</Th>
          <Th numeric>{nameOf(right)}</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td className="font-medium">all</Td>
          {sides.map((side, index) => (
            <Td key={index === 0 ? "left" : "right"} numeric>
              {share(side.all)}
            </Td>
          ))}
        </tr>
        {verdicts.map((verdict) => (
          <tr key={verdict}>
            <Td>program {phraseOf(verdict)}</Td>
            {sides.map((side, index) => (
              <Td key={index === 0 ? "left" : "right"} numeric>
                {share(side.slices.find((slice) => slice.verdict === verdict)?.auc)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function phraseOf(verdict: string | null): string {
  const known = verdictSchema.safeParse(verdict);
  return known.success ? verdictPhrase(known.data) : "not run yet";
}

function Differences({ left, right, datasetId }: Pair) {
  const trpc = useTRPC();
  const found = useQuery(
    trpc.models.differences.queryOptions(
      { leftId: left.id, rightId: right.id, datasetId, limit: shown },
      { staleTime: 10_000, trpc: { context: { skipBatch: true } } },
    ),
  );
  if (found.isError)
    return (
      <p role="alert" className="px-4 py-3">
        {shownError(found.error).message}
      </p>
    );
  if (found.data === undefined) return <Skeleton className="m-4 h-40" />;
  const { programs, lines, meanDifference, largest } = found.data;
  if (programs.both === 0) {
    return <p className="px-4 py-3 text-muted">No program of this dataset has been scored by both.</p>;
  }
  return (
    <>
      <p className="px-4 py-3 text-muted">
        {plural(lines, "line")} of {plural(programs.sampled, "program")}
        {programs.sampled < programs.both ? `, a sample of ${formatCount(programs.both)},` : ""} scored by
        both; mean difference {meanDifference === null ? "–" : meanDifference.toFixed(3)}. The line of each
        program on which they differ most:
      </p>
      <div className="overflow-x-auto">
        <Table>
          <thead>
            <tr>
              <Th>Line</Th>
              <Th>Code</Th>
              <Th>Program</Th>
              <Th numeric>{nameOf(left)}</Th>
              <Th numeric>{nameOf(right)}</Th>
            </tr>
          </thead>
          <tbody>
            {largest.map((each) => (
              <tr key={each.programId}>
                <Td className="whitespace-nowrap">
                  <Link
                    className="text-link hover:underline"
                    href={problemHref({
                      datasetId,
                      problemId: each.problemId,
                      mutant: each.origin === "reference" ? null : each.programId,
                      line: each.line,
                    })}
                  >
                    {each.problem}, line {each.line}
                  </Link>
                </Td>
                <Td className="max-w-80">
                  <code className="block truncate text-xs">
                    {each.text.trim() === "" ? "end of program" : each.text}
                  </code>
                </Td>
                <Td className="text-muted">
                  {each.operator ?? each.origin}, {phraseOf(each.verdict)}
                  {each.labelLine === each.line ? ", the label line" : ""}{" "}
                  {each.inSample ? <Badge tone="suspicion">in-sample</Badge> : null}
                </Td>
                <Td numeric>{each.left.toFixed(2)}</Td>
                <Td numeric>{each.right.toFixed(2)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}
