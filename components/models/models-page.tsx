"use client";

import { useQuery } from "@tanstack/react-query";
import { GraduationCap } from "lucide-react";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { Page } from "../shell/page";
import { useSystemStatus } from "../shell/use-system-status";
import { TrainDialog } from "../training/train-dialog";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { DatasetPicker } from "./dataset-picker";
import { foldsOf, ownCards } from "./fold-models";
import { ModelCard } from "./model-card";
import { ModelCompare } from "./model-compare";
import { ModelUpload } from "./model-upload";

const firstModelMs = 3_000;

export function ModelsPage() {
  const trpc = useTRPC();
  // The first job that scores something brings the bundled model in.
  const models = useQuery(
    trpc.models.list.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.length === 0 ? firstModelMs : false),
    }),
  );
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const [chosen, setChosen] = useQueryState("dataset", parseAsInteger);
  const datasetId =
    datasets.data?.find(({ id }) => id === chosen)?.id ??
    datasets.data?.find(({ programs }) => programs > 0)?.id ??
    null;
  const dataset = datasets.data?.find(({ id }) => id === datasetId);
  const [training, setTraining] = useState(false);
  const status = useSystemStatus();
  const off = status.data && status.data.model.state !== "ready" ? status.data.model.reason : null;
  return (
    <Page
      title="Models"
      lead="Process reward models that score programs line by line, with what they were trained on and how well they do."
    >
      {models.data ? (
        models.data.length > 0 ? (
          <div className="flex flex-col gap-6">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <div className="flex flex-wrap items-center gap-3">
                {dataset === undefined ? null : (
                  <Button onClick={() => setTraining(true)}>
                    <GraduationCap aria-hidden="true" /> Train on {dataset.name}…
                  </Button>
                )}
                <ModelUpload />
              </div>
              {datasetId === null ? null : (
                <span className="flex items-center gap-2 text-muted">
                  Looked at on <DatasetPicker value={datasetId} onChange={(id) => void setChosen(id)} />
                </span>
              )}
            </div>
            {ownCards(models.data).map((model) => (
              <ModelCard
                key={model.id}
                model={model}
                folds={foldsOf(model, models.data)}
                datasetId={datasetId}
              />
            ))}
            {datasetId !== null && models.data.length > 1 ? (
              <ModelCompare models={models.data} datasetId={datasetId} />
            ) : null}
          </div>
        ) : (
          <EmptyState title="No model">
            {off
              ? `Scoring is off: ${off}`
              : "A model folder holds model.onnx, a tokenizer and prm.json. The bundled one appears here at the first start."}
          </EmptyState>
        )
      ) : models.isError ? (
        <ErrorState
          title="The models could not be loaded"
          message={shownError(models.error).message}
          onRetry={() => void models.refetch()}
        />
      ) : (
        <div aria-hidden="true" className="rounded-lg border border-line bg-surface p-4">
          <Skeleton className="h-5 w-56" />
          <Skeleton className="mt-3 h-4 w-96" />
          <Skeleton className="mt-5 h-52" />
        </div>
      )}
      {dataset === undefined ? null : (
        <TrainDialog dataset={dataset} open={training} onOpenChange={setTraining} />
      )}
    </Page>
  );
}
