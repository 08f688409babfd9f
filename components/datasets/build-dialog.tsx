"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DatasetSummary } from "#server/datasets/schema";
import { useOperators } from "../operators/use-operators";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Kbd } from "../ui/kbd";
import { toast } from "../ui/toast";
import { aboutText, estimateMutants, shareOf } from "./estimate-mutants";
import { OperatorPicker } from "./operator-picker";

type BuildDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

const sampleSize = 100;

/** A whole number of at least `min`; null for an empty field, undefined for anything else. */
function wholeNumber(text: string, min: number): number | null | undefined {
  if (text.trim() === "") return null;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= min ? value : undefined;
}

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
  const sample = useQuery(trpc.datasets.problems.queryOptions({ datasetId: dataset.id, limit: sampleSize }));
  const stats = useQuery(
    trpc.datasets.operatorStats.queryOptions(
      { datasetId: dataset.id },
      { trpc: { context: { skipBatch: true } } },
    ),
  );
  const [seedText, setSeed] = useState("0");
  const [perLineText, setPerLine] = useState("");
  const [perProgramText, setPerProgram] = useState("");
  /** Null: all, whatever there is. */
  const [chosen, setChosen] = useState<string[] | null>(null);

  const all = operators.data ?? [];
  const chosenCount = chosen?.length ?? all.length;
  const seed = wholeNumber(seedText, 0);
  const perLine = wholeNumber(perLineText, 1);
  const perProgram = wholeNumber(perProgramText, 1);
  const valid =
    seed !== undefined &&
    seed !== null &&
    perLine !== undefined &&
    perProgram !== undefined &&
    chosenCount > 0;
  const estimate =
    valid && sample.data && all.length > 0
      ? estimateMutants({
          sampleLines: sample.data.items.map((row) => row.codeLines),
          problems: dataset.problems,
          operatorShare: shareOf(
            chosen ?? all.map((operator) => operator.id),
            all.map((operator) => operator.id),
            stats.data ?? [],
          ),
          perLine,
          perProgram,
        })
      : null;

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
    if (!valid) return;
    build.mutate({
      datasetId: dataset.id,
      options: {
        seed,
        ...(perLine === null ? {} : { perLine }),
        ...(perProgram === null ? {} : { perProgram }),
        ...(chosen === null ? {} : { operators: chosen }),
      },
    });
  };

  return (
    <DialogContent
      title={`Build ${dataset.name}`}
      description="Makes mutants of every reference program, runs them against the tests and labels their lines."
      className="w-[min(42rem,calc(100vw-2rem))]"
      footer={
        <>
          <p className="tabular mr-auto text-muted" aria-live="polite">
            {chosenCount === 0 && operators.data
              ? "Choose at least one operator."
              : estimate === null
                ? "Estimating…"
                : `Makes ${aboutText(estimate)} mutants.`}
          </p>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="build" variant="primary" disabled={!valid || build.isPending}>
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
          <Field
            label="Seed"
            htmlFor="build-seed"
            hint="Same seed, same mutants."
            error={seed === undefined || seed === null ? "A whole number from 0." : null}
          >
            <Input
              id="build-seed"
              inputMode="numeric"
              value={seedText}
              onChange={(event) => setSeed(event.target.value)}
            />
          </Field>
          <Field
            label="At most, per line"
            htmlFor="build-per-line"
            hint="Empty: all of them."
            error={perLine === undefined ? "A whole number from 1, or nothing." : null}
          >
            <Input
              id="build-per-line"
              inputMode="numeric"
              placeholder="all"
              value={perLineText}
              onChange={(event) => setPerLine(event.target.value)}
            />
          </Field>
          <Field
            label="At most, per program"
            htmlFor="build-per-program"
            hint="Empty: all of them."
            error={perProgram === undefined ? "A whole number from 1, or nothing." : null}
          >
            <Input
              id="build-per-program"
              inputMode="numeric"
              placeholder="all"
              value={perProgramText}
              onChange={(event) => setPerProgram(event.target.value)}
            />
          </Field>
        </div>
        <OperatorPicker
          operators={operators.data}
          error={operators.error}
          chosen={chosen}
          onChoose={setChosen}
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
