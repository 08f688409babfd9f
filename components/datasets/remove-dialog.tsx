"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DatasetSummary } from "#server/datasets/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { plural } from "../ui/format";
import { Input } from "../ui/input";
import { toast } from "../ui/toast";

type RemoveDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

/** Removing takes every label and decision with it, so the name has to be typed. */
export function RemoveDialog({ dataset, open, onOpenChange }: RemoveDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState("");
  const remove = useMutation(
    trpc.datasets.remove.mutationOptions({
      onSuccess: () => {
        toast(`${dataset.name} was removed`);
        router.push("/");
        void queryClient.invalidateQueries({ queryKey: trpc.datasets.list.queryKey() });
      },
    }),
  );
  const matches = typed === dataset.name;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Remove ${dataset.name}`}
        description={`Its ${plural(dataset.problems, "problem")}, ${plural(dataset.programs, "program")} and ${plural(dataset.overrides, "override")} go for good.`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep it</Button>
            </DialogClose>
            <Button
              type="submit"
              form="remove-dataset"
              variant="primary"
              disabled={!matches || remove.isPending}
            >
              Remove
            </Button>
          </>
        }
      >
        <form
          id="remove-dataset"
          className="p-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (matches) remove.mutate({ id: dataset.id, confirmName: typed });
          }}
        >
          <Field
            label={`Type ${dataset.name} to confirm`}
            htmlFor="remove-name"
            error={remove.error ? `Nothing was removed: ${shownError(remove.error).message}` : null}
          >
            <Input
              id="remove-name"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
