"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Model } from "./model-card";

/** Use another model, delete an uploaded one. */
export function ModelActions({ model }: { model: Model }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const name = `${model.name} ${model.version}`;
  const changed = () => queryClient.invalidateQueries();
  const failed = (error: unknown) =>
    toast(`${name}: nothing was changed`, { tone: "loud", detail: shownError(error).message });
  const activate = useMutation(
    trpc.models.activate.mutationOptions({
      onSuccess: () => {
        toast(`${name} is in use`, {
          detail: "Datasets keep no scores of it until they are scored: see below.",
        });
        return changed();
      },
      onError: failed,
    }),
  );
  const remove = useMutation(
    trpc.models.remove.mutationOptions({
      onSuccess: () => {
        toast(`${name} was deleted`);
        return changed();
      },
      onError: failed,
      onSettled: () => setAsking(false),
    }),
  );
  if (model.active) return null;
  return (
    <span className="flex gap-2">
      <Button
        size="xs"
        aria-label={`Use ${name}`}
        disabled={activate.isPending}
        onClick={() => activate.mutate({ id: model.id })}
      >
        Use it
      </Button>
      {model.uploaded ? (
        <Dialog open={asking} onOpenChange={setAsking}>
          <Button size="xs" variant="ghost" aria-label={`Delete ${name}`} onClick={() => setAsking(true)}>
            Delete
          </Button>
          <DialogContent
            title={`Delete ${name}`}
            description="Its files and all scores that it gave go for good, and so do the fold models of its training loop."
            footer={
              <>
                <DialogClose asChild>
                  <Button>Keep it</Button>
                </DialogClose>
                <Button
                  variant="primary"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ id: model.id })}
                >
                  Delete
                </Button>
              </>
            }
          />
        </Dialog>
      ) : null}
    </span>
  );
}
