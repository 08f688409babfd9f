import { describe, expect, it } from "vitest";
import { drawCurves, scaleOf, stageName } from "./loss-curve-scale";

const point = (step: number, line: number | null) => ({
  step,
  share: 0,
  line,
  pair: null,
  language: null,
  learningRate: 0.001,
  seconds: step,
});
const curves = [
  { stage: "fold-1", points: [point(10, 0.7), point(20, 0.5)] },
  { stage: "model", points: [point(10, 0.9), point(40, null)] },
];

describe("loss curves", () => {
  it("have axes that hold every point, with round ticks from 0", () => {
    expect(scaleOf(curves, "line")).toEqual({ maxStep: 40, maxLoss: 1, ticks: [0, 0.5, 1] });
    expect(scaleOf(curves, "pair")).toBeNull();
    expect(scaleOf([], "line")).toBeNull();
  });

  it("run from left to right in the box, and pass over steps without a value", () => {
    const scale = { maxStep: 40, maxLoss: 1, ticks: [] };
    expect(drawCurves(curves, "line", scale, { width: 400, height: 100 })).toEqual([
      { stage: "fold-1", path: "M100.0 30.0L200.0 50.0", last: 0.5, lastStep: 20 },
      { stage: "model", path: "M100.0 10.0", last: 0.9, lastStep: 10 },
    ]);
  });

  it("are named as people say", () => {
    expect([stageName("fold-12"), stageName("model")]).toEqual(["fold 12", "the model"]);
  });
});
