"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Teacher } from "#server/core/vocabulary";
import type { DatasetSummary } from "#server/datasets/schema";
import { useOperators } from "../operators/use-operators";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { toast } from "../ui/toast";
import { BuildEstimate } from "./build-estimate";
import { LanguageModelFields } from "./language-model-fields";
import { type NumberFieldLook, NumberFields } from "./number-fields";
import { OperatorPicker } from "./operator-picker";
import { type Start, startFailure, startTeachers } from "./start-teachers";
import { TeacherPicker } from "./teacher-picker";
import { type BuildField, useBuildOptions } from "./use-build-options";
import { useTeachOptions } from "./use-teach-options";

type BuildDialogProps = { dataset: DatasetSummary; open: boolean; onOpenChange: (open: boolean) => void };

const fields: readonly NumberFieldLook<BuildField>[] = [
  { name: "seed", label: "Seed", hint: "Same seed, same mutants." },
  { name: "perLine", label: "At most, per line", hint: "Empty: all of them.", placeholder: "all" },
  { name: "perProgram", label: "At most, per program", hint: "Empty: all of them.", placeholder: "all" },
];

export function BuildDialog(props: BuildDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <BuildForm {...props} /> : null}
    </Dialog>
  );
}

/** Who makes mutants of what, and how many. Building again with the same options passes over what is done. */
function BuildForm({ dataset, onOpenChange }: BuildDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const operators = useOperators();
  const all = operators.data ?? [];
  const choice = useBuildOptions(all.map(({ id }) => id));
  const settings = useQuery(trpc.teacher.settings.queryOptions());
  const teach = useTeachOptions({ priced: settings.data?.prices != null });
  const [teachers, setTeachers] = useState<Teacher[]>(["symbolic"]);
  const [symbolic, llm] = [teachers.includes("symbolic"), teachers.includes("llm")];
  const build = useMutation(trpc.datasets.build.mutationOptions());
  const ask = useMutation(trpc.teacher.start.mutationOptions());
  const valid =
    teachers.length > 0 && (!symbolic || choice.options !== null) && (!llm || teach.options !== null);
  const pending = build.isPending || ask.isPending;
  const [started, setStarted] = useState<Start>({ sent: null, failed: null });
  const start = async () => {
    if (!valid || pending) return;
    const datasetId = dataset.id;
    const chosen = { build: symbolic ? choice.options : null, teach: llm ? teach.options : null };
    const end = await startTeachers(chosen, started.sent, {
      build: (options) => build.mutateAsync({ datasetId, options }),
      teach: (options) => ask.mutateAsync({ datasetId, options }),
    });
    setStarted(end);
    void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
    if (end.failed !== null) return;
    onOpenChange(false);
    toast(`Building ${dataset.name} has started`);
  };

  return (
    <DialogContent
      title={`Build ${dataset.name}`}
      description="Makes mutants of every reference program, runs them against the tests and labels their lines."
      className="w-[min(48rem,calc(100vw-2rem))]"
      footer={
        <>
          {teachers.length === 0 ? (
            <p className="mr-auto text-muted" role="status">
              Choose at least one teacher.
            </p>
          ) : !symbolic ? (
            <span className="mr-auto" />
          ) : operators.data && choice.operators?.length === 0 ? (
            <p className="mr-auto text-muted" role="status">
              Choose at least one operator.
            </p>
          ) : (
            <BuildEstimate datasetId={dataset.id} options={choice.options} />
          )}
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="build" variant="primary" disabled={!valid || pending}>
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
          void start();
        }}
      >
        <TeacherPicker settings={settings.data} chosen={teachers} onChoose={setTeachers} />
        {llm ? <LanguageModelFields datasetId={dataset.id} choice={teach} /> : null}
        {symbolic ? (
          <>
            <NumberFields prefix="build" looks={fields} field={choice.field} />
            <OperatorPicker
              operators={operators.data}
              error={operators.error}
              chosen={choice.operators}
              onChoose={choice.setOperators}
            />
          </>
        ) : null}
        {started.failed && !pending ? (
          <p role="alert">
            {startFailure(started.failed.buildStarted, shownError(started.failed.error).message)}
          </p>
        ) : null}
      </form>
    </DialogContent>
  );
}
