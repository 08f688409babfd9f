import type { LossPoint, TrainingState } from "#server/training/schema";

export const losses = ["line", "pair", "language"] as const;
export type Loss = (typeof losses)[number];

export type Curve = TrainingState["curves"][number];

/** What the chart draws of one model: its points in the chart's own units, and its last value. */
export type DrawnCurve = {
  stage: string;
  path: string;
  last: number;
  lastStep: number;
};

export type Scale = { maxStep: number; maxLoss: number; ticks: number[] };

/** Axes that hold all curves of a loss; null while there is no point. Losses begin at 0, so that heights compare. */
export function scaleOf(curves: readonly Curve[], loss: Loss): Scale | null {
  const points = curves.flatMap((curve) => curve.points);
  const values = points.flatMap((point) => lossAt(point, loss) ?? []);
  if (values.length === 0) return null;
  const step = niceStep(Math.max(...values) / 4);
  const count = Math.max(1, Math.ceil(Math.max(...values) / step));
  return {
    maxStep: Math.max(1, ...points.map((point) => point.step)),
    maxLoss: step * count,
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6))),
  };
}

/** Each model's curve as an SVG path in a box of this size; models without a value of the loss are left out. */
export function drawCurves(
  curves: readonly Curve[],
  loss: Loss,
  scale: Scale,
  box: { width: number; height: number },
): DrawnCurve[] {
  return curves.flatMap(({ stage, points }): DrawnCurve[] => {
    const known = points.flatMap((point) => {
      const value = lossAt(point, loss);
      return value === null ? [] : [{ step: point.step, value }];
    });
    const end = known.at(-1);
    if (end === undefined) return [];
    const at = known.map(({ step, value }) => {
      const x = (step / scale.maxStep) * box.width;
      const y = box.height - (Math.min(value, scale.maxLoss) / scale.maxLoss) * box.height;
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    return [{ stage, path: `M${at.join("L")}`, last: end.value, lastStep: end.step }];
  });
}

function lossAt(point: LossPoint, loss: Loss): number | null {
  const value = point[loss];
  return value === null || !Number.isFinite(value) ? null : value;
}

/** The smallest of 1, 2, 5 times a power of ten that is not below. */
function niceStep(least: number): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

/** "fold-2" is "fold 2", "model" is "the model". */
export function stageName(stage: string): string {
  const fold = /^fold-(\d+)$/.exec(stage)?.[1];
  return fold === undefined ? "the model" : `fold ${fold}`;
}
