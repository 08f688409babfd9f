export type Line = {
  workload: string;
  ours: number;
  peer: number | null;
  unit: "ms" | "MB" | "lines/s";
  n: number;
};
export type Report = (line: Line) => void;

/** One JSON line to stdout. */
export const report: Report = ({ ours, peer, ...rest }) => {
  const round = (value: number) => Math.round(value * 100) / 100;
  const line = {
    bench: "score",
    ...rest,
    ours: round(ours),
    peer: peer === null ? null : round(peer),
    ratio: peer === null ? null : round(ours / peer),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? Number.NaN;
}
