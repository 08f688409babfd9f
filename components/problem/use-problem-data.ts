"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { MutantRow } from "#server/datasets/schema";
import { draftsOf, draftsStore, noDrafts } from "../labels/drafts";
import { labelAfter } from "../labels/label-words";
import { type Outbox, pendingOf } from "../labels/outbox";
import { emptyOutbox, outboxStore } from "../labels/outbox-store";
import { overlaid } from "../labels/overlay";
import { useStore } from "../labels/store";
import { useTRPC } from "../trpc/client";
import { gutterLines, mutantDots, runMarkers } from "./gutter-lines";

/** A mutant's row with what is on its way for its label line. */
function pendingRow(mutant: MutantRow, outbox: Outbox): MutantRow {
  const pending = pendingOf(outbox, { programId: mutant.id, line: mutant.labelLine });
  if (pending === undefined || pending.value === "comment") return mutant;
  if (pending.value === "keep" || pending.value === "withdraw") return mutant;
  const label = labelAfter(pending.value, mutant.label);
  return { ...mutant, label, overridden: mutant.overridden || label !== mutant.label };
}

/** The problem, the shown program, and what the gutter, the dots and the markers say of them. */
export function useProblemData(problemId: number, mutantId: number | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const outbox = useStore(outboxStore, emptyOutbox);
  const drafts = useStore(draftsStore, noDrafts);
  const problem = useQuery(trpc.problems.get.queryOptions({ id: problemId }));
  const shownId = mutantId ?? problem.data?.referenceId ?? null;
  const program = useQuery(trpc.programs.get.queryOptions(shownId === null ? skipToken : { id: shownId }));
  const foreign = program.data !== undefined && program.data.problemId !== problemId;
  const data = foreign ? undefined : program.data;

  const lines = useMemo(
    () => (data === undefined ? [] : overlaid(data.lines, data.id, outbox)),
    [data, outbox],
  );
  const gutter = useMemo(
    () => (data === undefined ? new Map() : gutterLines(data, lines, draftsOf(drafts, data.id))),
    [data, lines, drafts],
  );
  const mutants = useMemo(
    () => (problem.data?.mutants ?? []).map((mutant) => pendingRow(mutant, outbox)),
    [problem.data, outbox],
  );
  const dots = useMemo(() => mutantDots(mutants, mutantId), [mutants, mutantId]);
  const markers = useMemo(() => (data === undefined ? [] : runMarkers(data)), [data]);

  // The problems on both sides are fetched once this one is there.
  const settled = problem.data;
  useEffect(() => {
    if (settled === undefined) return;
    for (const id of [settled.nextId, settled.previousId]) {
      if (id !== null) void queries.prefetchQuery(trpc.problems.get.queryOptions({ id }));
    }
  }, [settled, queries, trpc]);

  return { problem, program, foreign, data, lines, gutter, mutants, dots, markers };
}

export type ProblemData = ReturnType<typeof useProblemData>;
