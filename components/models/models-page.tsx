"use client";

import { useQuery } from "@tanstack/react-query";
import { Page } from "../shell/page";
import { useSystemStatus } from "../shell/use-system-status";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { ModelCard } from "./model-card";

const firstModelMs = 3_000;

export function ModelsPage() {
  const trpc = useTRPC();
  // The first job that scores something brings the bundled model in.
  const models = useQuery(
    trpc.models.list.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.length === 0 ? firstModelMs : false),
    }),
  );
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
            {models.data.map((model) => (
              <ModelCard key={model.id} model={model} />
            ))}
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
    </Page>
  );
}
