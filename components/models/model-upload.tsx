"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef } from "react";
import { z } from "zod";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

const refusedSchema = z.object({ error: z.object({ message: z.string() }) });

async function upload(file: File): Promise<void> {
  const answer = await fetch("/api/v1/models", {
    method: "POST",
    headers: { "content-type": "application/zip" },
    body: file,
  });
  if (answer.ok) return;
  const refused = refusedSchema.safeParse(await answer.json().catch(() => null));
  throw new Error(refused.data?.error.message ?? `The server answered with status ${answer.status}.`);
}

/** Adds a model from a zipped bundle; a refused one says why. */
export function ModelUpload() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: upload,
    onSuccess: (_, file) => {
      toast(`${file.name} was added`, { detail: "It is checked and ready; the model in use stays." });
      return queryClient.invalidateQueries({ queryKey: trpc.models.pathKey() });
    },
  });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Zipped model bundle"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.item(0);
          if (file) add.mutate(file);
          event.target.value = "";
        }}
      />
      <Button disabled={add.isPending} onClick={() => input.current?.click()}>
        <Upload aria-hidden="true" /> Add a model…
      </Button>
      <span className="text-muted" role="status">
        {add.isPending
          ? "Unpacking, checking and trying it out…"
          : "A .zip of a bundle: model.onnx, its tokenizer and prm.json."}
      </span>
      {add.isError ? (
        <p role="alert" className="w-full">
          <span className="font-medium">Not added.</span> {add.error.message}
        </p>
      ) : null}
    </div>
  );
}
