"use client";

import { useQuery } from "@tanstack/react-query";
import type { ContrastGroup } from "#server/export/schema";
import type { LineView, ProgramDetail } from "#server/labels/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { plural } from "../ui/format";
import { Skeleton } from "../ui/skeleton";
import { ContrastView } from "./contrast-view";

type LineContrastProps = { problemId: number; program: ProgramDetail; line: LineView | null };

/** What goes on rightly and wrongly where the selected line stands. */
export function LineContrast({ problemId, program, line }: LineContrastProps) {
  const trpc = useTRPC();
  const groups = useQuery(
    trpc.export.contrastOf.queryOptions({ problemId }, { trpc: { context: { skipBatch: true } } }),
  );
  if (line === null) return null;
  const group = groups.data && contrastAt(groups.data, program, line);
  return (
    <section aria-label="Contrast group" className="border-line border-t px-3 py-2">
      <h3 className="mb-1 text-faint text-xs">
        Contrast group
        {group ? (
          <span className="tabular text-muted">
            {" "}
            {plural(group.positives.length, "right way", "right ways")} on,{" "}
            {plural(group.negatives.length, "wrong one")}
          </span>
        ) : null}
      </h3>
      {group ? (
        <ContrastView group={group} withPrefix={false} />
      ) : groups.isError ? (
        <p>The contrast groups could not be loaded: {shownError(groups.error).message}</p>
      ) : groups.data ? (
        <p className="text-muted">None here: right and wrong lines that ran do not both follow this place.</p>
      ) : (
        <Skeleton className="h-12" />
      )}
    </section>
  );
}

/** The group that a line of a program stands in: a mutant's changed line by the mutant, any other by its parent's line. */
export function contrastAt(
  groups: readonly ContrastGroup[],
  program: Pick<ProgramDetail, "id" | "labelLine" | "parentId">,
  line: Pick<LineView, "line" | "parentLine">,
): ContrastGroup | null {
  const holds = (group: ContrastGroup) =>
    [...group.positives, ...group.negatives].some(({ sources }) =>
      sources.some((source) => source.program === program.id),
    );
  const found =
    program.parentId === null
      ? groups.find((group) => group.line === line.line && holds(group))
      : line.line === program.labelLine
        ? groups.find(holds)
        : groups.find((group) => group.line === line.parentLine);
  return found ?? null;
}
