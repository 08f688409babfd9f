import Link from "next/link";
import type { ReactNode } from "react";
import type { JobView } from "#server/jobs/schema";
import { trainedFacts, trainResultSchema } from "../training/trained-facts";
import { formatCount, plural } from "../ui/format";
import {
  buildResultSchema,
  distinguishResultSchema,
  importResultSchema,
  rerunResultSchema,
  scoreResultSchema,
  teachResultSchema,
} from "./job-results";
import { type Rejection, RejectionTable } from "./rejection-table";
import { rerunFacts } from "./rerun-words";
import { taughtFacts } from "./taught-facts";

/** What a finished job made, in a line; what it could not take in or build stands below, row by row. */
export function JobResult({ job, open = false }: { job: JobView; open?: boolean }) {
  if (job.state !== "succeeded") return null;
  if (job.kind === "import") {
    const parsed = importResultSchema.safeParse(job.result);
    if (!parsed.success) return null;
    const { problems, unchanged, rejected, rejectedMore, leaking, leakingMore } = parsed.data;
    return (
      <Summary
        facts={[
          plural(problems, "problem"),
          unchanged > 0 && `${unchanged} unchanged`,
          rejected.length > 0 && `${plural(rejected.length + rejectedMore, "row")} rejected`,
          leaking.length > 0 &&
            `${plural(leaking.length + leakingMore, "earlier problem")} like test problems, left out of exports of train`,
        ]}
        rejections={rejected}
        more={rejectedMore}
        open={open}
      />
    );
  }
  if (job.kind === "build") {
    const parsed = buildResultSchema.safeParse(job.result);
    if (!parsed.success) return null;
    const { problems, mutants, failed } = parsed.data;
    return (
      <Summary
        facts={[
          plural(problems, "problem"),
          plural(mutants, "mutant"),
          failed.length > 0 && `${plural(failed.length, "problem")} could not be built`,
        ]}
        rejections={failed.map(({ key, reason }) => ({ line: null, key, reason }))}
        open={open}
      />
    );
  }
  if (job.kind === "teach") {
    const parsed = teachResultSchema.safeParse(job.result);
    if (!parsed.success) return null;
    const { failed, failedMore } = parsed.data;
    return <Summary facts={taughtFacts(parsed.data)} rejections={failed} more={failedMore} open={open} />;
  }
  if (job.kind === "distinguish") {
    const parsed = distinguishResultSchema.safeParse(job.result);
    if (!parsed.success) return null;
    const { survivors, toldApart, debatable } = parsed.data;
    return (
      <Summary
        facts={[
          plural(survivors, "survivor"),
          `${toldApart} told apart`,
          debatable > 0 && `${debatable} by debatable inputs only`,
        ]}
        rejections={[]}
        open={open}
      />
    );
  }
  if (job.kind === "rerun") {
    const parsed = rerunResultSchema.safeParse(job.result);
    if (!parsed.success) return null;
    return <Summary facts={rerunFacts(parsed.data)} rejections={[]} open={open} />;
  }
  if (job.kind === "train") {
    const parsed = trainResultSchema.safeParse(job.result);
    if (!parsed.success) return null;
    const { foldModelIds, lines, disagreeing } = parsed.data;
    const audit = `${formatCount(disagreeing)} of ${plural(lines, "label")} questioned`;
    return (
      <Summary
        facts={[
          ...trainedFacts(parsed.data),
          foldModelIds.length === 0 ? (
            false
          ) : job.datasetId === null ? (
            audit
          ) : (
            <Link
              key="audit"
              href={`/datasets/${job.datasetId}/audit?reason=prm-disagrees`}
              className="text-link hover:underline"
            >
              {audit}
            </Link>
          ),
          <Link key="models" href="/models" className="text-link hover:underline">
            models
          </Link>,
        ]}
        rejections={[]}
        open={open}
      />
    );
  }
  const parsed = scoreResultSchema.safeParse(job.result);
  if (!parsed.success) return null;
  return (
    <Summary
      facts={[
        `${plural(parsed.data.programs, "program")} scored`,
        <Link key="model" href="/models" className="text-link hover:underline">
          model
        </Link>,
      ]}
      rejections={[]}
      open={open}
    />
  );
}

type SummaryProps = {
  facts: (ReactNode | false)[];
  rejections: Rejection[];
  more?: number;
  open: boolean;
};

function Summary({ facts, rejections, more = 0, open }: SummaryProps) {
  const line = facts
    .filter((fact) => fact !== false)
    // biome-ignore lint/suspicious/noArrayIndexKey: facts of one result never move
    .map((fact, index) => <span key={index}>{index > 0 ? <> · {fact}</> : fact}</span>);
  if (rejections.length === 0) return <p className="text-muted">{line}</p>;
  return (
    <details open={open} className="text-muted">
      <summary className="cursor-pointer">{line}</summary>
      <RejectionTable rejections={rejections} more={more} />
    </details>
  );
}
