"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DatasetSummary } from "#server/datasets/schema";
import { useOperators } from "../operators/use-operators";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { toast } from "../ui/toast";
import { BuildEstimate } from "./build-estimate";
import { NumberField } from "./number-field";
import { OperatorPicker } from "./operator-picker";
import { useBuildOptions } from "./use-build-options";

type BuildDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

export function BuildDialog(props: BuildDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <BuildForm {...props} /> : null}
    </Dialog>
  );
}

/** What is mutated and how much of it. Building again with the same options passes over what is done. */
function BuildForm({ dataset, onOpenChange }: BuildDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const operators = useOperators();
  const all = operators.data ?? [];
  const choice = useBuildOptions(all.map(({ id }) => id));
  const build = useMutation(
    trpc.datasets.build.mutationOptions({
      onSuccess: () => {
        onOpenChange(false);
        toast(`Building ${dataset.name} has started`);
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
    }),
  );
  const start = () => {
    if (choice.options !== null) build.mutate({ datasetId: dataset.id, options: choice.options });
  };

  return (
    <DialogContent
      title={`Build ${dataset.name}`}
      description="Makes mutants of every reference program, runs them against the tests and labels their lines."
      className="w-[min(48rem,calc(100vw-2rem))]"
      footer={
        <>
          {operators.data && choice.operators?.length === 0 ? (
            <p className="mr-auto text-muted" role="status">
              Choose at least one operator.
            </p>
          ) : (
            <BuildEstimate datasetId={dataset.id} options={choice.options} />
          )}
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            form="build"
            variant="primary"
            disabled={choice.options === null || build.isPending}
          >
            Build <Kbd keys="enter" onDark />
          </Button>
        </>
      }
    >
      <form
        id="build"
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <div className="grid grid-cols-3 gap-4">
          <NumberField
            id="build-seed"
            label="Seed"
            hint="Same seed, same mutants."
            {...choice.field("seed")}
          />
          <NumberField
            id="build-per-line"
            label="At most, per line"
            hint="Empty: all of them."
            placeholder="all"
            {...choice.field("perLine")}
          />
          <NumberField
            id="build-per-program"
            label="At most, per program"
            hint="Empty: all of them."
            placeholder="all"
            {...choice.field("perProgram")}
          />
        </div>
        <OperatorPicker
          operators={operators.data}
          error={operators.error}
          chosen={choice.operators}
          onChoose={choice.setOperators}
        />
        {build.error ? (
          <p role="alert">
            The build did not start: {shownError(build.error).message} What you chose is kept.
          </p>
        ) : null}
      </form>
    </DialogContent>
  );
}
