import Link from "next/link";
import type { OperatorStats } from "#server/datasets/schema";
import { formatCount, formatShare } from "../ui/format";
import { againstIntent, operatorHref, wilsonInterval } from "./operator-figures";

const width = 900;
const height = 250;
const inner = { left: 44, right: 16, top: 14, bottom: 34 };
const named = 8;
const shares = [0, 0.25, 0.5, 0.75, 1];

type OperatorChartProps = { rows: readonly OperatorStats[]; datasetId: number };

/**
 * How many mutants an operator made against how many of them ended against its intent, with the share's 95 % interval.
 * A picture of the table under it, which has every figure: screen readers are sent there, and keys skip it.
 */
export function OperatorChart({ rows, datasetId }: OperatorChartProps) {
  const most = Math.max(10, ...rows.map((row) => row.mutants));
  const x = (mutants: number) =>
    inner.left + (Math.log10(Math.max(1, mutants)) / Math.log10(most)) * (width - inner.left - inner.right);
  const y = (share: number) => inner.top + (1 - share) * (height - inner.top - inner.bottom);
  const ticks = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].filter((tick) => tick <= most);
  const points = rows.map((row) => {
    const against = againstIntent(row);
    return { row, against, share: against / row.mutants, interval: wilsonInterval(against, row.mutants) };
  });
  // The ones that stand out for sure carry their name.
  const outliers = new Set(
    points
      .toSorted((one, other) => other.interval[0] - one.interval[0])
      .slice(0, named)
      .filter(({ against }) => against > 0)
      .map(({ row }) => `${row.operator} ${row.intent}`),
  );
  return (
    <figure className="border-line border-b bg-surface px-4 py-3">
      <figcaption className="flex flex-wrap items-center gap-x-5 text-muted text-xs">
        <span>Share against the intent, by mutants made; the lines are 95 % intervals</span>
        <span className="inline-flex items-center gap-1.5">
          <Mark intent="mutate" /> meant to break, passes all tests
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Mark intent="refactor" /> meant to keep behaviour, does not pass
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label="Share of each operator's mutants that ended against its intent; the table below has the figures"
        className="w-full max-w-[60rem] text-[10px]"
      >
        {shares.map((share) => (
          <g key={share}>
            <line
              x1={inner.left}
              x2={width - inner.right}
              y1={y(share)}
              y2={y(share)}
              className="stroke-line"
            />
            <text x={inner.left - 6} y={y(share) + 3} textAnchor="end" className="tabular fill-faint">
              {share * 100} %
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text key={tick} x={x(tick)} y={height - 18} textAnchor="middle" className="tabular fill-faint">
            {formatCount(tick)}
          </text>
        ))}
        <text x={width - inner.right} y={height - 4} textAnchor="end" className="fill-faint">
          mutants made
        </text>
        {points.map(({ row, against, share, interval }) => (
          <Link
            key={`${row.operator} ${row.intent}`}
            href={operatorHref(datasetId, row, against > 0)}
            tabIndex={-1}
            aria-hidden="true"
          >
            <title>
              {`${row.operator}: ${formatCount(against)} of ${formatCount(row.mutants)}, ${formatShare(against, row.mutants)}`}
            </title>
            <line
              x1={x(row.mutants)}
              x2={x(row.mutants)}
              y1={y(interval[0])}
              y2={y(interval[1])}
              className="stroke-line-strong"
            />
            <Point intent={row.intent} x={x(row.mutants)} y={y(share)} />
            {outliers.has(`${row.operator} ${row.intent}`) ? (
              <text
                x={x(row.mutants) + (x(row.mutants) > width - 140 ? -7 : 7)}
                y={y(share) + 3}
                textAnchor={x(row.mutants) > width - 140 ? "end" : "start"}
                className="fill-muted"
              >
                {row.operator}
              </text>
            ) : null}
          </Link>
        ))}
      </svg>
    </figure>
  );
}

/** The shape says the intent; colour is left to labels. */
function Point({ intent, x, y }: { intent: OperatorStats["intent"]; x: number; y: number }) {
  return intent === "mutate" ? (
    <circle cx={x} cy={y} r={4} className="fill-ink" />
  ) : (
    <rect x={x - 4} y={y - 4} width={8} height={8} className="fill-surface stroke-ink" strokeWidth={1.5} />
  );
}

function Mark({ intent }: { intent: OperatorStats["intent"] }) {
  return (
    <svg viewBox="0 0 12 12" className="size-3" aria-hidden="true">
      <Point intent={intent} x={6} y={6} />
    </svg>
  );
}
