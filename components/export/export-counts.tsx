import type { ReactNode } from "react";
import type { ExportPreview } from "#server/export/schema";
import { formatBytes, formatCount, formatShare } from "../ui/format";
import { LabelMark } from "../ui/label-mark";

/** Rows, steps and why what is masked is masked. */
export function ExportCountsTable({ preview }: { preview: ExportPreview }) {
  const { manifest } = preview;
  if (!manifest) {
    return (
      <dl>
        <Line name="Problems" value={preview.problems} />
        <Line name="Programs" value={preview.programs} />
        <p className="px-4 py-3 text-muted">
          Too many to count their labels while you wait; the manifest has the exact figures.
        </p>
      </dl>
    );
  }
  const { counts } = manifest;
  const masked = Object.values(counts.masked).reduce((sum, count) => sum + count, 0);
  return (
    <dl className="divide-y divide-line">
      <Line name="Problems" value={counts.problems} />
      <Line name="Programs" value={counts.programs} />
      <Line name="Rows" value={counts.rows} note={`${formatBytes(manifest.bytes)} of JSON lines`} />
      <Line name="Programs left out" value={counts.emptyPrograms} note="nothing in them counts" />
      <Line
        name="Steps in these rows"
        value={counts.steps}
        note="lines that are not blank, and ends of programs"
      />
      <Line
        name={<LabelMark label="correct" />}
        value={counts.correct}
        note={`1 · ${formatShare(counts.correct, counts.correct + counts.incorrect)} of what counts`}
      />
      <Line
        name={<LabelMark label="incorrect" />}
        value={counts.incorrect}
        note={`0 · ${formatShare(counts.incorrect, counts.correct + counts.incorrect)} of what counts`}
      />
      <Line name="Masked" value={masked} note="-100, in all programs" />
      <Line inner name="neutral" value={counts.masked.neutral} note="comments, docstrings, lone brackets" />
      <Line
        inner
        name="unknown"
        value={counts.masked.unknown}
        note="not executed, passes all tests, below an error"
      />
      <Line
        inner
        name="duplicate"
        value={counts.masked.duplicate}
        note="the same prefix and line counts in another row"
      />
      <Line
        inner
        name="contradicting"
        value={counts.masked.contradicting}
        note="the same prefix and line, another label"
      />
      <Line inner name="decided" value={counts.masked.decided} note="a person masked it" />
    </dl>
  );
}

type LineProps = { name: ReactNode; value: number; note?: string; inner?: boolean };

function Line({ name, value, note, inner = false }: LineProps) {
  return (
    <div className="grid min-h-8 grid-cols-[11rem_6rem_minmax(0,1fr)] items-center gap-x-4 px-4">
      <dt className={inner ? "pl-5 text-muted" : undefined}>{name}</dt>
      <dd className={value === 0 ? "tabular text-right text-faint" : "tabular text-right"}>
        {formatCount(value)}
      </dd>
      <dd className="tabular truncate text-faint">{note}</dd>
    </div>
  );
}
