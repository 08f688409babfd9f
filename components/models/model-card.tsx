import type { RouterOutputs } from "../trpc/client";
import { Badge } from "../ui/badge";
import { formatWhen, plural } from "../ui/format";
import { MetricsTable } from "./metrics-table";
import { ModelActions } from "./model-actions";
import { ModelFigures } from "./model-figures";
import { ModelLimits } from "./model-limits";
import { Provenance } from "./provenance";

export type Model = RouterOutputs["models"]["list"][number];

type ModelCardProps = {
  model: Model;
  /** The fold models of its training loop. */
  folds?: readonly Model[];
  datasetId: number | null;
};

/** One model: what it is, how well it does on rows it has not seen, and where not to trust it. */
export function ModelCard({ model, folds = [], datasetId }: ModelCardProps) {
  const { manifest } = model;
  return (
    <article
      aria-label={`${model.name} ${model.version}`}
      className="rounded-lg border border-line bg-surface"
    >
      <header className="border-line border-b px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold text-lg">
            {model.name} <span className="tabular font-normal text-muted">{model.version}</span>
          </h2>
          {model.active ? <Badge tone="strong">in use</Badge> : null}
          {manifest.calibration ? (
            <Badge tone="outline">calibrated on {manifest.calibration.on}</Badge>
          ) : (
            <Badge tone="outline">not calibrated</Badge>
          )}
          <span className="ml-auto flex items-center gap-3">
            <ModelActions model={model} />
            <span className="text-faint text-xs">{formatWhen(model.createdAt)}</span>
          </span>
        </div>
        {folds.length > 0 ? (
          <p className="mt-1 text-faint text-xs">
            With {plural(folds.length, "fold model")}, each trained without its fold: what stands below beside
            the labels are their scores, of problems that they have not seen.
          </p>
        ) : null}
        {manifest.description ? <p className="mt-1 max-w-3xl text-muted">{manifest.description}</p> : null}
      </header>
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-label="Metrics" className="min-w-0 py-3">
          <h3 className="mb-1 px-4 font-medium">Metrics</h3>
          <MetricsTable metrics={manifest.metrics} />
        </section>
        <div className="flex flex-col gap-5 border-line px-4 py-3 max-lg:border-t lg:border-l">
          <ModelLimits manifest={manifest} />
          <Provenance model={model} />
        </div>
      </div>
      {datasetId === null ? null : (
        <section aria-label="Scores and labels" className="border-line border-t px-4 py-3">
          <h3 className="mb-2 font-medium">Its scores beside the labels</h3>
          <ModelFigures model={model} datasetId={datasetId} />
        </section>
      )}
    </article>
  );
}
