"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DatasetSummary } from "#server/datasets/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type RenameDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

export function RenameDialog(props: RenameDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <RenameForm {...props} /> : null}
    </Dialog>
  );
}

function RenameForm({ dataset, onOpenChange }: RenameDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(dataset.name);
  const rename = useMutation(
    trpc.datasets.rename.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
        onOpenChange(false);
      },
    }),
  );
  const wanted = name.trim();
  const valid = wanted !== "" && wanted !== dataset.name;
  return (
    <DialogContent
      title={`Rename ${dataset.name}`}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="rename-dataset" variant="primary" disabled={!valid || rename.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <form
        id="rename-dataset"
        className="p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) rename.mutate({ id: dataset.id, name: wanted });
        }}
      >
        <Field
          label="Name"
          htmlFor="dataset-name"
          error={rename.error ? `The name was not changed: ${shownError(rename.error).message}` : null}
        >
          <Input
            id="dataset-name"
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      </form>
    </DialogContent>
  );
}
