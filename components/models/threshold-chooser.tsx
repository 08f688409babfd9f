"use client";

import { useId, useState } from "react";
import { verdictSchema } from "#server/core/vocabulary";
import { Button } from "../ui/button";
import { formatCount } from "../ui/format";
import { Table, Td, Th } from "../ui/table";
import { verdictName } from "../ui/verdict-words";
import { atThreshold, auc, type FigureRow, slices, type Totals } from "./figures";

type ThresholdChooserProps = {
  rows: readonly FigureRow[];
  inSample: boolean;
  totals: Totals;
  /** The model's own. */
  ownThreshold: number;
};

/** What a threshold finds and what it costs, overall and by verdict. */
export function ThresholdChooser({ rows, inSample, totals, ownThreshold }: ThresholdChooserProps) {
  const own = Math.round(100 * Math.min(1, Math.max(0, ownThreshold)));
  const [percent, setPercent] = useState(own);
  const id = useId();
  const found = atThreshold(totals, percent);
  const share = (value: number | null) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
  const figures = [
    ["Precision", share(found.precision), "of the lines below it, those that are incorrect"],
    ["Recall", share(found.recall), "of the incorrect lines, those below it"],
    [
      "False alarms",
      found.alarms === null ? "–" : found.alarms.toFixed(1),
      "correct lines below it, of a hundred correct ones",
    ],
  ] as const;
  return (
    <section aria-label="Threshold" className="min-w-0">
      <div className="flex items-center gap-3">
        <label htmlFor={id} className="font-medium">
          Threshold
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          value={percent}
          onChange={(event) => setPercent(Number(event.target.value))}
          aria-valuetext={(percent / 100).toFixed(2)}
          className="min-w-32 flex-1 accent-[var(--ink)]"
        />
        <output htmlFor={id} className="tabular w-10 text-right">
          {(percent / 100).toFixed(2)}
        </output>
        <Button size="xs" disabled={percent === own} onClick={() => setPercent(own)}>
          The model's, {(own / 100).toFixed(2)}
        </Button>
      </div>
      <dl className="mt-3 grid grid-cols-3 gap-3" aria-live="polite">
        {figures.map(([name, value, what]) => (
          <div key={name}>
            <dt className="text-faint text-xs">{name}</dt>
            <dd className="tabular font-medium text-lg">{value}</dd>
            <dd className="text-faint text-xs">{what}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-muted">
        {formatCount(found.flagged)} lines below it. Over all thresholds, a correct line scores above an
        incorrect one in {share(auc(totals))} of the pairs.
      </p>
      <Table className="mt-2">
        <thead>
          <tr>
            <Th>Incorrect lines of programs that</Th>
            <Th numeric>Lines</Th>
            <Th numeric>Recall</Th>
            <Th numeric>Ordered rightly</Th>
          </tr>
        </thead>
        <tbody>
          {slices(rows, { inSample, percent }).map((slice) => {
            const verdict = verdictSchema.safeParse(slice.verdict);
            return (
              <tr key={slice.verdict}>
                <Td>{verdict.success ? verdictName(verdict.data) : slice.verdict}</Td>
                <Td numeric>{formatCount(slice.incorrect)}</Td>
                <Td numeric>{share(slice.recall)}</Td>
                <Td numeric>{share(slice.auc)}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
