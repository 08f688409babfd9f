"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { usePageTitle } from "../shell/use-page-title";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { DatasetHeader } from "./dataset-header";
import { DatasetJob } from "./dataset-job";
import { OperatorStats } from "./operator-stats";
import { ProblemsPane } from "./problems-pane";

const tabs = ["problems", "operators"] as const;

export function DatasetPage({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const dataset = useQuery(trpc.datasets.get.queryOptions({ id: datasetId }));
  const [tab, setTab] = useQueryState(
    "tab",
    parseAsStringLiteral(tabs).withDefault("problems").withOptions({ history: "replace" }),
  );
  usePageTitle(dataset.data?.name);

  if (dataset.isError && !dataset.data) {
    const error = shownError(dataset.error);
    return error.code === "not-found" ? (
      <EmptyState
        className="h-page"
        title={`There is no dataset ${datasetId}`}
        action={
          <Button asChild variant="primary">
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        It may have been removed.
      </EmptyState>
    ) : (
      <ErrorState
        className="h-page"
        title="The dataset could not be loaded"
        message={error.message}
        onRetry={() => void dataset.refetch()}
      />
    );
  }
  return (
    <Tabs
      value={tab}
      onValueChange={(value) => void setTab(tabs.find((name) => name === value) ?? "problems")}
      className="flex h-page flex-col"
    >
      <DatasetHeader datasetId={datasetId} dataset={dataset.data} />
      <DatasetJob datasetId={datasetId} />
      <TabsList className="shrink-0 bg-canvas px-4">
        <TabsTrigger value="problems">Problems</TabsTrigger>
        <TabsTrigger value="operators">Operators</TabsTrigger>
      </TabsList>
      <TabsContent value="problems" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        <ProblemsPane datasetId={datasetId} dataset={dataset.data} />
      </TabsContent>
      <TabsContent value="operators" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
        <OperatorStats datasetId={datasetId} />
      </TabsContent>
    </Tabs>
  );
}
