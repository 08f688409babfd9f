import Link from "next/link";
import { type SuspicionReason, suspicionReasons } from "#server/core/vocabulary";
import type { DatasetSummary } from "#server/datasets/schema";
import { Panel } from "../shell/panel";
import { formatCount } from "../ui/format";
import { reasonMeaning, reasonName, SuspicionMark } from "../ui/suspicion-mark";

type Entry = { dataset: DatasetSummary; reason: SuspicionReason; count: number };
const shown = 6;

/** Labels that are most likely wrong, over all datasets: each line leads to its audit list. */
export function WorthALook({ datasets }: { datasets: DatasetSummary[] }) {
  const entries: Entry[] = datasets
    .flatMap((dataset) =>
      suspicionReasons.map((reason) => ({ dataset, reason, count: dataset.suspicions[reason] ?? 0 })),
    )
    .filter((entry) => entry.count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, shown);
  if (entries.length === 0) return null;
  return (
    <Panel title="Worth a look">
      <ul className="divide-y divide-line">
        {entries.map(({ dataset, reason, count }) => (
          <li key={`${dataset.id} ${reason}`}>
            <Link
              href={`/datasets/${dataset.id}/audit?reason=${reason}`}
              className="-outline-offset-2 flex h-9 items-center gap-3 px-4 hover:bg-hover"
            >
              <SuspicionMark />
              <span className="w-40 shrink-0 truncate">{reasonName(reason)}</span>
              <span className="min-w-0 flex-1 truncate text-faint">{reasonMeaning(reason)}</span>
              <span className="truncate text-muted">{dataset.name}</span>
              <span className="tabular w-16 text-right">{formatCount(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
