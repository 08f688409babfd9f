"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import type { DatasetSummary } from "#server/datasets/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Kbd } from "../ui/kbd";
import { toast } from "../ui/toast";
import { TeachEstimate } from "./teach-estimate";
import { readTeachOptions, startTexts, type TeachTexts } from "./teach-options";

type TeachDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

export function TeachDialog(props: TeachDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <TeachForm {...props} /> : null}
    </Dialog>
  );
}

const fields = [
  { name: "mutations", label: "Mutations", hint: "Of each statement; should break the program." },
  { name: "refactorings", label: "Refactorings", hint: "Of each statement; should keep its behaviour." },
  { name: "problems", label: "First problems only", hint: "Empty: all of them." },
  { name: "budgetTokens", label: "Budget in tokens", hint: "Stops before it. Empty: none." },
  { name: "budgetUsd", label: "Budget in US dollars", hint: "Stops before it. Empty: none." },
] as const satisfies readonly { name: keyof TeachTexts; label: string; hint: string }[];

/** What a language model is asked for, and what that will take. Statements it was asked about already cost nothing. */
function TeachForm({ dataset, onOpenChange }: TeachDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const settings = useQuery(trpc.teacher.settings.queryOptions());
  const [texts, setTexts] = useState<TeachTexts>(startTexts);
  const { options, errors } = readTeachOptions(texts, { priced: settings.data?.prices !== null });
  const configured = settings.data?.configured === true;
  const teach = useMutation(
    trpc.teacher.start.mutationOptions({
      onSuccess: () => {
        onOpenChange(false);
        toast(`Teaching ${dataset.name} has started`);
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
    }),
  );
  return (
    <DialogContent
      title={`Teach ${dataset.name} with a language model`}
      description="Asks the model for rewrites of every statement, runs them against the tests and labels their lines."
      className="w-[min(42rem,calc(100vw-2rem))]"
      footer={
        <>
          <TeachEstimate datasetId={dataset.id} options={configured ? options : null} />
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            form="teach"
            variant="primary"
            disabled={options === null || !configured || teach.isPending}
          >
            Teach <Kbd keys="enter" onDark />
          </Button>
        </>
      }
    >
      <form
        id="teach"
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (options !== null && configured) teach.mutate({ datasetId: dataset.id, options });
        }}
      >
        {settings.data === undefined ? null : (
          <p className="text-muted">
            {configured
              ? `Model ${settings.data.model} at ${settings.data.baseUrl}. `
              : "No model is set up yet. "}
            <Link href="/settings" className="text-link hover:underline">
              Settings
            </Link>
          </p>
        )}
        <div className="grid gap-4 sm:grid-cols-3">
          {fields.map(({ name, label, hint }) => (
            <Field
              key={name}
              label={label}
              htmlFor={`teach-${name}`}
              hint={hint}
              error={errors[name] ?? null}
            >
              <Input
                id={`teach-${name}`}
                inputMode={name === "budgetUsd" ? "decimal" : "numeric"}
                value={texts[name]}
                aria-invalid={errors[name] !== undefined}
                onChange={(event) => setTexts((before) => ({ ...before, [name]: event.target.value }))}
              />
            </Field>
          ))}
        </div>
        {teach.error ? (
          <p role="alert">It did not start: {shownError(teach.error).message} What you chose is kept.</p>
        ) : null}
      </form>
    </DialogContent>
  );
}
