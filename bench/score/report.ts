export type Line = {
  workload: string;
  ours: number;
  peer: number | null;
  unit: "ms" | "MB" | "lines/s";
  n: number;
  /** Ours to the peer's, of measurements one right after the other. */
  ratios?: number[];
  /** The same without the time in which what else runs on the machine had the processors. */
  undisturbed?: number[];
};
export type Report = (line: Line) => void;

/** One JSON line to stdout. */
export const report: Report = ({ ours, peer, ratios, undisturbed, ...rest }) => {
  const round = (value: number) => Math.round(value * 100) / 100;
  const line = {
    bench: "score",
    ...rest,
    ours: round(ours),
    peer: peer === null ? null : round(peer),
    ratio: peer === null ? null : round(ours / peer),
    ...(ratios === undefined ? {} : { ratios: ratios.map(round) }),
    ...(undisturbed === undefined ? {} : { undisturbed: undisturbed.map(round) }),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? Number.NaN;
}
