"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { problemHref } from "../problem/problem-location";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { formatCount } from "../ui/format";
import { LabelMark } from "../ui/label-mark";

/** Labelled lines of a dataset that do about what the current line does. */
export function NearLines({ dataset, text }: { dataset: { id: number; name: string } | null; text: string }) {
  const trpc = useTRPC();
  const asked = dataset !== null && text.trim() !== "";
  const found = useQuery(
    trpc.score.nearest.queryOptions(asked ? { datasetId: dataset.id, text: text.slice(0, 500) } : skipToken, {
      staleTime: 60_000,
      placeholderData: keepPreviousData,
      trpc: { context: { skipBatch: true } },
    }),
  );
  if (!asked) return null;
  return (
    <section aria-label="Labelled lines like this one" className="border-line border-b px-4 py-3">
      <h2 className="mb-2 font-medium">Labelled lines like this one</h2>
      {found.isError ? <p role="alert">{shownError(found.error).message}</p> : null}
      {found.data?.length === 0 ? (
        <p className="text-muted">No labelled line of {dataset.name} is like it.</p>
      ) : (
        <ul>
          {found.data?.map((near) => (
            <li key={`${near.label} ${near.text}`} className="border-line border-t py-1.5">
              <code className="block whitespace-pre-wrap break-words text-xs leading-5">{near.text}</code>
              <span className="flex items-center justify-between gap-3 text-muted text-xs">
                <LabelMark label={near.label === 1 ? "correct" : "incorrect"} />
                <span className="tabular">
                  {near.likeness === 1 ? "same form" : `${Math.round(100 * near.likeness)} % alike`},{" "}
                  {formatCount(near.count)} ×,{" "}
                  <Link
                    className="text-link hover:underline"
                    href={problemHref({
                      datasetId: dataset.id,
                      problemId: near.problemId,
                      mutant: near.origin === "reference" ? null : near.programId,
                      line: near.line,
                    })}
                  >
                    {near.problem}
                  </Link>
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
