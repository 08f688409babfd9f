import type { Target } from "#server/core/vocabulary";
import type { PrmManifest } from "#server/prm/schema";
import { plural } from "../ui/format";

const targetLimits: Record<Target, string> = {
  local: "Judges each line by itself: not whether the program can still be saved after it.",
  "first-error": "Made to find the first wrong line: what it says of lines below that means little.",
  "prefix-recoverable":
    "Judges whether the program can still become right after the line, not the line itself.",
};

/** Where not to trust a model, said from its own manifest. */
export function modelLimits(manifest: PrmManifest): string[] {
  const limits = [
    manifest.calibration
      ? `Its scores read as probabilities only for code like that they were calibrated on (${manifest.calibration.on}).`
      : "Its scores are an ordering, not probabilities: nothing has calibrated them.",
    manifest.training.in_sample.length > 0
      ? `Scores on ${manifest.training.in_sample
          .map(({ dataset, splits }) => `${dataset} (${splits.join(", ")})`)
          .join(", ")} are in-sample: it was trained on them.`
      : null,
    `Reads ${manifest.languages.join(", ")} only, at most ${plural(manifest.max_tokens, "token")} at a time, ${plural(manifest.max_prompt_tokens, "token")} of them for the statement.`,
    baselineLimit(manifest.metrics),
    targetLimits[manifest.target],
    manifest.causal
      ? "A line's score knows nothing of the lines below it."
      : "A line's score depends on the lines below it too.",
    manifest.training.parameters < 100_000_000
      ? `Small (${parameterText(manifest.training.parameters)} parameters): a working example of the path, no judge of unfamiliar code.`
      : null,
  ];
  return limits.filter((limit) => limit !== null);
}

/** Baselines are given for figures of which more is better. */
export function isBeaten({ value, baseline }: PrmManifest["metrics"][number]): boolean {
  return value !== null && baseline !== null && baseline !== undefined && baseline.value >= value;
}

function baselineLimit(metrics: PrmManifest["metrics"]): string | null {
  const compared = metrics.filter((metric) => metric.baseline);
  const beaten = compared.filter(isBeaten);
  if (beaten.length === 0) return null;
  return `In ${beaten.length} of the ${compared.length} figures that have a baseline, the baseline does as well or better.`;
}

export function parameterText(parameters: number): string {
  if (parameters >= 1e9) return `${(parameters / 1e9).toFixed(1)} billion`;
  if (parameters >= 1e6) return `${(parameters / 1e6).toFixed(1)} million`;
  return parameters.toLocaleString("en");
}

export function ModelLimits({ manifest }: { manifest: PrmManifest }) {
  return (
    <section aria-label="Limits">
      <h3 className="mb-1 font-medium">Limits</h3>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-muted marker:text-faint">
        {modelLimits(manifest).map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
