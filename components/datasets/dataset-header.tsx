"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ClipboardCheck, Download, EllipsisVertical, Gauge, GraduationCap, Hammer } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import type { DatasetSummary } from "#server/datasets/schema";
import { useShortcuts } from "../shell/shortcuts";
import { useSystemStatus } from "../shell/use-system-status";
import { TrainDialog } from "../training/train-dialog";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { plural } from "../ui/format";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { Tooltip } from "../ui/tooltip";
import { BuildDialog } from "./build-dialog";
import { RemoveDialog } from "./remove-dialog";
import { RenameDialog } from "./rename-dialog";
import { RerunDialog } from "./rerun-dialog";
import { useDistinguish } from "./use-distinguish";
import { VerdictMix } from "./verdict-mix";

type DatasetHeaderProps = { datasetId: number; dataset: DatasetSummary | undefined };

/** Name, facts and what can be done with a dataset. Until something is built, building is the primary action. */
export function DatasetHeader({ datasetId, dataset }: DatasetHeaderProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [building, setBuilding] = useQueryState("build", parseAsBoolean.withDefault(false));
  const openBuild = (open: boolean) => void setBuilding(open ? true : null);
  const [training, setTraining] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [rerunning, setRerunning] = useState(false);
  const status = useSystemStatus();
  const score = useMutation(
    trpc.datasets.score.mutationOptions({
      onSuccess: () => {
        toast("Scoring has started", { action: { label: "Jobs", run: () => router.push("/jobs") } });
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
      onError: (error) =>
        void toast("Scoring did not start", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  const distinguish = useDistinguish(datasetId);
  const model = status.data?.model;
  const scoringOff = model && model.state !== "ready" ? (model.reason ?? "no model is loaded") : null;
  const base = `/datasets/${datasetId}`;
  const unbuilt = dataset !== undefined && dataset.builtProblems < dataset.problems;
  const startScoring = () => {
    if (scoringOff === null && !score.isPending) score.mutate({ datasetId });
  };
  useShortcuts([
    { keys: "shift+b", label: "Build…", group: "Dataset", run: () => openBuild(true) },
    { keys: "shift+a", label: "Audit", group: "Dataset", run: () => router.push(`${base}/audit`) },
    { keys: "shift+e", label: "Export", group: "Dataset", run: () => router.push(`${base}/export`) },
    { keys: "shift+t", label: "Train…", group: "Dataset", run: () => setTraining(true) },
    { label: "Score with the model", group: "Dataset", run: startScoring },
    { label: "Look for distinguishing inputs", group: "Dataset", run: distinguish },
    { label: "Run programs again…", group: "Dataset", run: () => setRerunning(true) },
    { label: "Rename…", group: "Dataset", run: () => setRenaming(true) },
    { label: "Remove…", group: "Dataset", run: () => setRemoving(true) },
  ]);

  return (
    <header className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 pt-3 pb-1">
      <div className="min-w-0">
        <h1 className="flex h-7 items-center truncate font-semibold text-xl tracking-tight">
          {dataset ? dataset.name : <Skeleton className="h-5 w-48" />}
        </h1>
        <div className="tabular flex h-5 items-center gap-3 text-muted">
          {dataset ? <Facts dataset={dataset} /> : <Skeleton className="h-3.5 w-96" />}
        </div>
      </div>
      <div className="flex items-center gap-2">
        <Button variant={unbuilt ? "primary" : "outline"} onClick={() => openBuild(true)}>
          <Hammer /> Build…
        </Button>
        <Tooltip
          content={
            scoringOff ? `Off: ${scoringOff}` : "Scores every program's lines; done ones are passed over"
          }
        >
          <Button aria-disabled={scoringOff !== null || score.isPending} onClick={startScoring}>
            <Gauge /> Score with model
          </Button>
        </Tooltip>
        <Button onClick={() => setTraining(true)}>
          <GraduationCap /> Train…
        </Button>
        <Button asChild>
          <Link href={`${base}/audit`}>
            <ClipboardCheck /> Audit
          </Link>
        </Button>
        <Button asChild>
          <Link href={`${base}/export`}>
            <Download /> Export
          </Link>
        </Button>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button size="icon" aria-label="More actions">
              <EllipsisVertical />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={distinguish}>Look for distinguishing inputs</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setRerunning(true)}>Run programs again…</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setRenaming(true)}>Rename…</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setRemoving(true)}>Remove…</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      {dataset ? (
        <>
          <BuildDialog dataset={dataset} open={building} onOpenChange={openBuild} />
          <TrainDialog dataset={dataset} open={training} onOpenChange={setTraining} />
          <RerunDialog dataset={dataset} open={rerunning} onOpenChange={setRerunning} />
          <RenameDialog dataset={dataset} open={renaming} onOpenChange={setRenaming} />
          <RemoveDialog dataset={dataset} open={removing} onOpenChange={setRemoving} />
        </>
      ) : null}
    </header>
  );
}

function Facts({ dataset }: { dataset: DatasetSummary }) {
  return (
    <>
      <span>{plural(dataset.problems, "problem")}</span>
      {dataset.builtProblems < dataset.problems ? <span>{dataset.builtProblems} built</span> : null}
      <span>{plural(dataset.programs, "program")}</span>
      <VerdictMix counts={dataset.verdicts} className="w-40" />
      <span>{plural(dataset.overrides, "override")}</span>
      <span className="text-faint">rule {dataset.rule}</span>
    </>
  );
}
