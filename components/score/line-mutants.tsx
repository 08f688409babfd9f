"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LineScores } from "#server/prm/schema";
import { scoreText } from "../code-view/score-ramp";
import { shownError } from "../trpc/app-error";
import { type RouterOutputs, useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { scoreMove } from "./score-move";

type Mutant = RouterOutputs["score"]["mutants"][number];

type LineMutantsProps = {
  statement: string;
  code: string;
  line: number;
  /** Of the code as it stands. */
  scores: LineScores;
  onSwap: (mutant: Mutant) => void;
};

/** Mutants of the current line with what each does to the scores; asked for, not made while one types. */
export function LineMutants({ statement, code, line, scores, onSwap }: LineMutantsProps) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState<{ code: string; line: number } | null>(null);
  const open = asked?.code === code && asked.line === line;
  const found = useQuery(
    trpc.score.mutants.queryOptions(open ? { statement, code, line } : skipToken, {
      staleTime: 60_000,
      trpc: { context: { skipBatch: true } },
    }),
  );
  return (
    <section aria-label="Mutants" className="border-line border-b px-4 py-3">
      <h2 className="mb-2 flex items-center justify-between gap-2 font-medium">
        Mutants of line {line}
        {open ? null : (
          <Button size="xs" onClick={() => setAsked({ code, line })}>
            Try mutants of line {line}
          </Button>
        )}
      </h2>
      {open ? <Found found={found} scores={scores} onSwap={onSwap} /> : null}
    </section>
  );
}

type FoundProps = {
  found: { data: Mutant[] | undefined; error: unknown; isError: boolean };
} & Pick<LineMutantsProps, "scores" | "onSwap">;

function Found({ found, scores, onSwap }: FoundProps) {
  if (found.isError) return <p role="alert">{shownError(found.error).message}</p>;
  if (found.data === undefined) return <Skeleton className="h-20" />;
  if (found.data.length === 0) {
    return <p className="text-muted">No operator changes this line, or the program does not parse.</p>;
  }
  return (
    <ul>
      {found.data.map((mutant) => {
        const { before, after, words } = scoreMove(scores, mutant);
        return (
          <li key={mutant.code} className="border-line border-t py-1.5">
            <span className="flex items-baseline justify-between gap-3 text-xs">
              <span title={mutant.summary}>
                {mutant.operator}
                {mutant.intent === "refactor" ? ", meant to keep behaviour" : ""}
              </span>
              <span className="tabular whitespace-nowrap">
                {before === null ? "–" : scoreText(before)} → {after === null ? "–" : scoreText(after)}
              </span>
            </span>
            <code className="block whitespace-pre-wrap break-words text-xs leading-5">
              {mutant.code.split("\n")[mutant.labelLine - 1]?.trim() || "(removed)"}
            </code>
            <span className="flex items-center justify-between gap-3 text-muted text-xs">
              {words}
              <Button size="xs" aria-label={`Swap in ${mutant.operator}`} onClick={() => onSwap(mutant)}>
                Swap in
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
