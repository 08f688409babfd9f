import type { ReactNode } from "react";
import { formatCount, formatSeconds } from "../ui/format";
import type { Model } from "./model-card";
import { parameterText } from "./model-limits";

/** What a model is made of, down to the digests of its data and files. */
export function Provenance({ model }: { model: Model }) {
  const { manifest } = model;
  const { training } = manifest;
  return (
    <section aria-label="Provenance">
      <h3 className="mb-1 font-medium">Provenance</h3>
      <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <Fact name="Trained on">
          {training.data}: {formatCount(training.problems)} problems, {formatCount(training.rows)} rows
        </Fact>
        <Fact name="Data digest">
          <Digest value={training.data_digest} />
        </Fact>
        <Fact name="Labels by rule">{manifest.rule ?? "not stated"}</Fact>
        <Fact name="Target">{manifest.target}</Fact>
        <Fact name="Parameters">{parameterText(training.parameters)}</Fact>
        <Fact name="Training time">{formatSeconds(training.minutes * 60)}</Fact>
        <Fact name="In-sample for">
          {training.in_sample.length === 0
            ? "nothing"
            : training.in_sample.map(({ dataset, splits }) => `${dataset}: ${splits.join(", ")}`).join("; ")}
        </Fact>
        {training.fold === null ? null : (
          <Fact name="Fold">
            {training.fold.index === null
              ? `trained on all ${training.fold.of} folds`
              : `${training.fold.index} of ${training.fold.of}, which it has not seen`}
          </Fact>
        )}
        <Fact name="First error below">{manifest.threshold.toFixed(3)}</Fact>
        <Fact name="Whole program">{manifest.aggregate} of its lines</Fact>
        <Fact name="Licence">{manifest.licence}</Fact>
        <Fact name="Model digest">
          <Digest value={model.digest} />
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="tabular min-w-0 break-words">{children}</dd>
    </>
  );
}

function Digest({ value }: { value: string }) {
  return (
    <code title={value} className="block truncate text-xs">
      {value}
    </code>
  );
}
