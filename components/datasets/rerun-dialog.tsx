"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type SuspicionReason, suspicionReasons, type Verdict } from "#server/core/vocabulary";
import type { DatasetSummary } from "#server/datasets/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { reasonName } from "../ui/suspicion-mark";
import { toast } from "../ui/toast";
import { verdictName } from "../ui/verdict-words";
import { toggled } from "./use-problem-filters";
import { mixOrder } from "./verdict-mix";

const maxTimes = 100;

type RerunDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

export function RerunDialog(props: RerunDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <RerunForm {...props} /> : null}
    </Dialog>
  );
}

/** Which programs are run again, and how often. Runs are added to those that are there. */
function RerunForm({ dataset, onOpenChange }: RerunDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [verdicts, setVerdicts] = useState<Verdict[]>([]);
  const [reasons, setReasons] = useState<SuspicionReason[]>([]);
  const [times, setTimes] = useState(5);
  const again = useMutation(
    trpc.runs.again.mutationOptions({
      onSuccess: () => {
        onOpenChange(false);
        toast(`Running programs of ${dataset.name} again has started`);
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
    }),
  );
  const valid = Number.isInteger(times) && times >= 1 && times <= maxTimes;
  return (
    <DialogContent
      title={`Run programs of ${dataset.name} again`}
      description="Programs whose runs disagree are flaky: they lose labels that rest on chance, and the audit lists them."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="rerun-dataset" variant="primary" disabled={!valid || again.isPending}>
            Run again
          </Button>
        </>
      }
    >
      <form
        id="rerun-dataset"
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid || again.isPending) return;
          again.mutate({
            datasetId: dataset.id,
            times,
            filter: {
              ...(verdicts.length > 0 ? { verdicts } : {}),
              ...(reasons.length > 0 ? { reasons } : {}),
            },
          });
        }}
      >
        <fieldset>
          <legend className="mb-1 font-medium text-sm">Programs that end with</legend>
          <div className="flex flex-wrap gap-1">
            {mixOrder
              .filter((verdict) => (dataset.verdicts[verdict] ?? 0) > 0)
              .map((verdict) => (
                <Chip
                  key={verdict}
                  pressed={verdicts.includes(verdict)}
                  label={verdictName(verdict)}
                  count={dataset.verdicts[verdict] ?? 0}
                  onClick={() => setVerdicts(toggled(verdicts, verdict))}
                />
              ))}
          </div>
          <p className="mt-1 text-faint text-xs">None chosen: whatever they end with.</p>
        </fieldset>
        <fieldset>
          <legend className="mb-1 font-medium text-sm">Suspected because</legend>
          <div className="flex flex-wrap gap-1">
            {suspicionReasons
              .filter((reason) => (dataset.suspicions[reason] ?? 0) > 0)
              .map((reason) => (
                <Chip
                  key={reason}
                  pressed={reasons.includes(reason)}
                  label={reasonName(reason)}
                  count={dataset.suspicions[reason] ?? 0}
                  onClick={() => setReasons(toggled(reasons, reason))}
                />
              ))}
          </div>
          <p className="mt-1 text-faint text-xs">None chosen: suspected or not.</p>
        </fieldset>
        <Field
          label="Runs of each program"
          htmlFor="rerun-times"
          error={
            again.error
              ? `Nothing was started: ${shownError(again.error).message}`
              : valid
                ? null
                : `A whole number from 1 to ${maxTimes}.`
          }
        >
          <Input
            id="rerun-times"
            type="number"
            min={1}
            max={maxTimes}
            className="w-24"
            aria-invalid={!valid}
            value={Number.isNaN(times) ? "" : times}
            onChange={(event) => setTimes(event.target.valueAsNumber)}
          />
        </Field>
      </form>
    </DialogContent>
  );
}
