import { describe, expect, it } from "vitest";
import type { PrmManifest } from "#server/prm/schema";
import { modelLimits } from "./model-limits";

const manifest: PrmManifest = {
  name: "m",
  version: "1",
  created: "2026-01-01",
  licence: "MIT",
  description: "",
  languages: ["python"],
  target: "first-error",
  rule: "mutation@1",
  prompt_template: "{statement}",
  separator: { text: "\n", token_id: 1 },
  end_of_program: "<|end_of_program|>",
  blank_lines: "skip",
  vocabulary_size: 10,
  max_tokens: 512,
  max_prompt_tokens: 128,
  inputs: { input_ids: "input_ids", attention_mask: null },
  output: { name: "logits", kind: "token-logits-2" },
  label_order: ["incorrect", "correct"],
  causal: true,
  cache: null,
  calibration: null,
  threshold: 0.5,
  aggregate: "min",
  training: {
    data: "d",
    data_digest: "0",
    problems: 1,
    rows: 1,
    in_sample: [{ dataset: "mbpp", splits: ["train"] }],
    fold: null,
    parameters: 2_000_000_000,
    minutes: 1,
  },
  metrics: [],
  files: {},
};

describe("modelLimits", () => {
  it("does not let an uncalibrated score pass for a probability", () => {
    expect(modelLimits(manifest).join(" ")).toContain("not probabilities");
    const calibrated = { ...manifest, calibration: { temperature: 1, bias: 0, on: "validation" } };
    expect(modelLimits(calibrated).join(" ")).not.toContain("not probabilities");
  });

  it("names what the model was trained on", () => {
    expect(modelLimits(manifest).join(" ")).toContain("mbpp (train)");
  });

  it("says where a baseline is no worse", () => {
    const metric = { name: "auc", set: "test", value: 0.7, interval: null, n: 10 };
    const beaten = { ...metric, baseline: { name: "position", value: 0.7 } };
    const ahead = { ...metric, baseline: { name: "position", value: 0.5 } };
    expect(modelLimits({ ...manifest, metrics: [beaten, ahead, metric] }).join(" ")).toContain(
      "In 1 of the 2",
    );
    expect(modelLimits({ ...manifest, metrics: [ahead] }).join(" ")).not.toContain("baseline does");
  });

  it("calls only a small model small", () => {
    expect(modelLimits(manifest).join(" ")).not.toContain("Small (");
    const small = { ...manifest, training: { ...manifest.training, parameters: 5_800_000 } };
    expect(modelLimits(small).join(" ")).toContain("Small (5.8 million");
  });
});
