import { describe, expect, it } from "vitest";
import { TrainingRecord } from "./record";

const stages = [
  { id: "fold-1", title: "Train fold 1" },
  { id: "model", title: "Train the model" },
  { id: "score", title: "Score" },
];

function step(record: TrainingRecord, number: number, share = 0.5) {
  record.take({
    event: "progress",
    stage: "model",
    step: number,
    share,
    losses: { line: 1 / number, pair: 0.5 },
    learning_rate: 0.001,
    seconds: number,
    eta_seconds: null,
  });
}

describe("TrainingRecord", () => {
  it("keeps a curve whole and bounded however many steps there are", () => {
    const record = new TrainingRecord();
    record.plan(stages);
    for (let number = 1; number <= 5_000; number += 1) step(record, number);
    step(record, 5_001, 1);
    const points = record.state.curves[0]?.points ?? [];
    expect(points.length).toBeLessThanOrEqual(400);
    expect(points.length).toBeGreaterThan(100);
    expect(points[0]?.step).toBe(1);
    expect(points.at(-1)?.step).toBe(5_001);
    const gaps = points.slice(1, -1).map((point, at) => point.step - (points[at]?.step ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps));
  });

  it("drops the steps after a checkpoint when they come again", () => {
    const record = new TrainingRecord();
    for (const number of [20, 40, 60, 80]) step(record, number);
    for (const number of [60, 80, 100]) step(record, number);
    expect(record.state.curves[0]?.points.map((point) => point.step)).toEqual([20, 40, 60, 80, 100]);
  });

  it("keeps the end of the log, in whole and harmless lines", () => {
    const record = new TrainingRecord();
    for (let line = 1; line <= 300; line += 1) record.log(`line ${line}`);
    record.log(`\u001b[31m${"x".repeat(1_000)}\u0007`);
    record.log("   ");
    expect(record.state.log).toHaveLength(200);
    expect(record.state.logDropped).toBe(101);
    expect(record.state.log.at(-1)).toMatch(/^ x+…$/);
    expect(record.state.log.at(-1)).toHaveLength(400);
  });

  it("has one stage running, those before it done, and keeps them when it is taken up again", () => {
    const record = new TrainingRecord();
    record.plan(stages);
    record.enter("model");
    expect(record.state.stages.map(({ state }) => state)).toEqual(["done", "running", "waiting"]);
    const again = new TrainingRecord(structuredClone(record.state));
    again.plan(stages);
    expect(again.state.stages).toEqual(record.state.stages);
    again.finish();
    expect(again.state.stages.every(({ state }) => state === "done")).toBe(true);
  });
});
