import type { PrmManifest } from "#server/prm/schema";
import { formatCount } from "../ui/format";
import { Table, Td, Th } from "../ui/table";
import { isBeaten } from "./model-limits";

type Metric = PrmManifest["metrics"][number];

/** Metrics by the set they were measured on, with n, the interval and what the best simple baseline reaches. */
export function MetricsTable({ metrics }: { metrics: Metric[] }) {
  if (metrics.length === 0) return <p className="px-4 py-2 text-muted">No metrics stand in its prm.json.</p>;
  const sets = [...new Set(metrics.map((metric) => metric.set))];
  return (
    <div className="overflow-x-auto">
      <Table>
        <thead>
          <tr>
            <Th>Metric</Th>
            <Th numeric>Value</Th>
            <Th className="w-40">
              <span className="sr-only">Value and interval as a bar</span>
            </Th>
            <Th numeric>95 % interval</Th>
            <Th numeric>n</Th>
            <Th numeric>Best baseline</Th>
          </tr>
        </thead>
        {sets.map((set) => (
          <tbody key={set}>
            <tr>
              <th
                colSpan={6}
                scope="rowgroup"
                className="bg-sunken px-4 py-1 text-left font-normal text-muted text-xs"
              >
                {set}
              </th>
            </tr>
            {metrics
              .filter((metric) => metric.set === set)
              .map((metric) => (
                <MetricRow key={metric.name} metric={metric} />
              ))}
          </tbody>
        ))}
      </Table>
    </div>
  );
}

function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

function MetricRow({ metric }: { metric: Metric }) {
  const { interval, baseline, value } = metric;
  return (
    <tr>
      <Td>{metric.name.replaceAll("_", " ")}</Td>
      <Td numeric className="font-medium">
        {figure(value)}
      </Td>
      <Td>
        <MetricBar value={value} interval={interval ?? null} baseline={baseline?.value ?? null} />
      </Td>
      <Td numeric className="whitespace-nowrap text-muted">
        {interval ? `${figure(interval[0])} – ${figure(interval[1])}` : "–"}
      </Td>
      <Td numeric className="text-muted">
        {formatCount(metric.n)}
      </Td>
      <Td numeric className="whitespace-nowrap text-muted">
        {baseline ? (
          <>
            <span className={isBeaten(metric) ? "font-medium text-ink" : undefined}>
              {figure(baseline.value)}
            </span>{" "}
            <span className="text-faint">{baseline.name}</span>
          </>
        ) : (
          "–"
        )}
      </Td>
    </tr>
  );
}

type MetricBarProps = { value: number | null; interval: [number, number] | null; baseline: number | null };

/** A dot with its interval on a scale from 0 to 1, and a tick for the baseline. The figures stand beside it. */
function MetricBar({ value, interval, baseline }: MetricBarProps) {
  if (value === null || value < 0 || value > 1) return null;
  const at = (share: number) => `${100 * Math.min(1, Math.max(0, share))}%`;
  return (
    <span aria-hidden="true" className="relative block h-4 w-full">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {interval ? (
        <span
          className="-translate-y-1/2 absolute top-1/2 h-1 rounded-full bg-line-strong"
          style={{ left: at(interval[0]), width: `${100 * (interval[1] - interval[0])}%` }}
        />
      ) : null}
      {baseline !== null ? (
        <span className="absolute top-0.5 h-3 w-px bg-muted" style={{ left: at(baseline) }} />
      ) : null}
      <span
        className="-translate-x-1/2 -translate-y-1/2 absolute top-1/2 size-2 rounded-full bg-ink"
        style={{ left: at(value) }}
      />
    </span>
  );
}
