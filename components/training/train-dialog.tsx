"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { InstallHint } from "./install-hint";
import { firstFields, problemsOf } from "./train-options";

type TrainDialogProps = {
  dataset: { id: number; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function TrainDialog(props: TrainDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <TrainForm {...props} /> : null}
    </Dialog>
  );
}

/** For how long, with how many folds, from which weights. Where the Python side is missing, how to install it. */
function TrainForm({ dataset, onOpenChange }: TrainDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const ids = { form: useId(), minutes: useId(), folds: useId(), from: useId() };
  const [fields, setFields] = useState(firstFields);
  const status = useQuery(
    trpc.training.status.queryOptions(undefined, { staleTime: 0, trpc: { context: { skipBatch: true } } }),
  );
  const start = useMutation(
    trpc.training.start.mutationOptions({
      onSuccess: ({ jobId }) => {
        onOpenChange(false);
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
        router.push(`/jobs/${jobId}`);
      },
    }),
  );
  const problems = problemsOf(fields);
  const valid = problems.minutes === null && problems.folds === null;
  const ready = status.data?.state === "ready";
  return (
    <DialogContent
      title={`Train on ${dataset.name}`}
      description="Exports the labels, trains, registers the models, scores with each fold's own model and lists the labels they disagree with. The model in use stays."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            form={ids.form}
            variant="primary"
            disabled={!valid || !ready || start.isPending}
          >
            {status.isPending ? "Looking for Python…" : "Start training"}
          </Button>
        </>
      }
    >
      <form
        id={ids.form}
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid || !ready || start.isPending) return;
          start.mutate({
            datasetId: dataset.id,
            minutes: Number(fields.minutes),
            folds: Number(fields.folds),
            from: fields.from,
          });
        }}
      >
        {status.data?.state === "off" ? (
          <InstallHint reason={status.data.reason} command={status.data.installCommand} />
        ) : null}
        {status.isError ? (
          <p role="alert">
            Whether training works here could not be found out: {shownError(status.error).message}
          </p>
        ) : null}
        <Field
          label="Minutes of training"
          htmlFor={ids.minutes}
          hint="For all models together, shared evenly; the machine's other work makes it longer."
          error={problems.minutes}
        >
          <Input
            id={ids.minutes}
            type="number"
            min={0}
            step="any"
            className="w-28"
            aria-invalid={problems.minutes !== null}
            value={fields.minutes}
            onChange={({ target }) => setFields({ ...fields, minutes: target.value })}
          />
        </Field>
        <Field
          label="Folds"
          htmlFor={ids.folds}
          hint="One model more for each, which never sees its fold: only its scores can question labels there. 0 for none."
          error={problems.folds}
        >
          <Input
            id={ids.folds}
            type="number"
            min={0}
            className="w-28"
            aria-invalid={problems.folds !== null}
            value={fields.folds}
            onChange={({ target }) => setFields({ ...fields, folds: target.value })}
          />
        </Field>
        <Field
          label="Start from"
          htmlFor={ids.from}
          hint="A fold's model starts from scratch where the model in use has seen the fold."
        >
          <Select
            id={ids.from}
            label="Start from"
            className="w-56"
            value={fields.from}
            options={[
              { value: "active", label: "the model in use" },
              { value: "scratch", label: "scratch" },
            ]}
            onValueChange={(from) => setFields({ ...fields, from })}
          />
        </Field>
        {start.isError ? (
          <p role="alert">
            <span className="font-medium">Nothing was started.</span> {shownError(start.error).message}
          </p>
        ) : null}
      </form>
    </DialogContent>
  );
}
