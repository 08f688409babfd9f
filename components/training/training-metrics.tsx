import type { LoopMetric } from "#server/training/schema";
import { formatCount } from "../ui/format";
import { Table, Td, Th } from "../ui/table";

const figure = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : value.toFixed(3);

/** The new model's figures beside those of the model that it started from, on the same rows. */
export function TrainingMetrics({ metrics }: { metrics: readonly LoopMetric[] }) {
  const sets = [...new Set(metrics.map((metric) => metric.set))];
  const before = metrics.find((metric) => metric.baseline)?.baseline?.name ?? "baseline";
  return (
    <div className="overflow-x-auto">
      <Table>
        <thead>
          <tr>
            <Th>Metric</Th>
            <Th numeric>New model</Th>
            <Th numeric>{before}</Th>
            <Th numeric>n</Th>
          </tr>
        </thead>
        {sets.map((set) => (
          <tbody key={set}>
            <tr>
              <th
                colSpan={4}
                scope="rowgroup"
                className="bg-sunken px-4 py-1 text-left font-normal text-muted text-xs"
              >
                {set}
              </th>
            </tr>
            {metrics
              .filter((metric) => metric.set === set)
              .map(({ name, value, baseline, n }) => (
                <tr key={name}>
                  <Td>{name}</Td>
                  <Td numeric className="font-medium">
                    {figure(value)}
                  </Td>
                  <Td numeric className="text-muted">
                    {figure(baseline?.value)}
                    {baseline && baseline.name !== before ? ` ${baseline.name}` : ""}
                  </Td>
                  <Td numeric className="text-muted">
                    {formatCount(n)}
                  </Td>
                </tr>
              ))}
          </tbody>
        ))}
      </Table>
    </div>
  );
}
