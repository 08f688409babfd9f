"use client";

import { useState } from "react";
import { Chip } from "../ui/chip";
import { formatCount } from "../ui/format";
import { type Curve, drawCurves, type Loss, losses, scaleOf, stageName } from "./loss-curve-scale";

const words: Record<Loss, { name: string; meaning: string }> = {
  line: { name: "line", meaning: "whether a line is right" },
  pair: { name: "pair", meaning: "which of two lines after the same prefix is right" },
  language: { name: "language", meaning: "the next token of right programs" },
};

const box = { width: 640, height: 180 };
const left = 44;
const bottom = 24;
const top = 8;
const dashes = ["6 3", "2 3", "9 3 2 3", "4 2", "1 2"];

/** Losses of each model as it is trained: lower is better. A dash pattern and a word tell the models apart. */
export function LossCurve({ curves }: { curves: readonly Curve[] }) {
  const [loss, setLoss] = useState<Loss>("line");
  const scale = scaleOf(curves, loss);
  const drawn = scale === null ? [] : drawCurves(curves, loss, scale, box);
  return (
    <figure>
      <div className="flex flex-wrap items-center gap-1.5">
        {losses.map((each) => (
          <Chip key={each} pressed={loss === each} label={words[each].name} onClick={() => setLoss(each)} />
        ))}
        <span className="text-faint text-xs">How badly it tells {words[loss].meaning}; lower is better.</span>
      </div>
      {scale === null ? (
        <p className="flex h-52 items-center justify-center text-muted">
          The first figures come after twenty steps.
        </p>
      ) : (
        <svg
          viewBox={`0 0 ${left + box.width + 8} ${top + box.height + bottom}`}
          className="mt-2 w-full"
          aria-hidden="true"
        >
          {scale.ticks.map((tick) => {
            const y = top + box.height - (tick / scale.maxLoss) * box.height;
            return (
              <g key={tick} className="fill-faint text-[11px]">
                <line x1={left} x2={left + box.width} y1={y} y2={y} className="stroke-line" />
                <text x={left - 6} y={y + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            );
          })}
          <g className="fill-faint text-[11px]">
            <text x={left} y={top + box.height + 16}>
              0
            </text>
            <text x={left + box.width} y={top + box.height + 16} textAnchor="end">
              step {formatCount(scale.maxStep)}
            </text>
          </g>
          <g transform={`translate(${left} ${top})`}>
            {drawn.map(({ stage, path }) => (
              <path key={stage} d={path} fill="none" {...strokeOf(stage)} />
            ))}
          </g>
        </svg>
      )}
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
        {drawn.map(({ stage, last, lastStep }) => (
          <span key={stage} className="tabular inline-flex items-center gap-1.5">
            <svg viewBox="0 0 24 4" className="h-1 w-6" aria-hidden="true">
              <line x1="0" x2="24" y1="2" y2="2" {...strokeOf(stage)} />
            </svg>
            {stageName(stage)}: {last.toFixed(3)} at step {formatCount(lastStep)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function strokeOf(stage: string) {
  const fold = Number(/^fold-(\d+)$/.exec(stage)?.[1] ?? 0);
  return fold === 0
    ? { className: "stroke-ink", strokeWidth: 2 }
    : {
        className: "stroke-muted",
        strokeWidth: 1.5,
        strokeDasharray: dashes[(fold - 1) % dashes.length],
      };
}
