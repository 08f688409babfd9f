"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { TeachOptionsInput } from "#server/teacher/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { useSettled } from "../ui/use-settled";
import { teachEstimateText } from "./estimate-words";
import { type NumberFieldLook, NumberFields } from "./number-fields";
import type { TeachField, useTeachOptions } from "./use-teach-options";

const restMs = 300;
const fields: readonly NumberFieldLook<TeachField>[] = [
  { name: "mutations", label: "Mutations", hint: "Of each statement; should break the program." },
  { name: "refactorings", label: "Refactorings", hint: "Of each statement; should keep its behaviour." },
  { name: "problems", label: "First problems only", hint: "Empty: all of them.", placeholder: "all" },
  { name: "budgetTokens", label: "Budget in tokens", hint: "It stops before it.", placeholder: "none" },
  { name: "budgetUsd", label: "Budget in US dollars", hint: "It stops before it.", placeholder: "none" },
];

type LanguageModelFieldsProps = { datasetId: number; choice: ReturnType<typeof useTeachOptions> };

/** How many rewrites of each statement the language model is asked for, and what that takes. */
export function LanguageModelFields({ datasetId, choice }: LanguageModelFieldsProps) {
  return (
    <div className="flex flex-col gap-2">
      <NumberFields prefix="teach" looks={fields} field={choice.field} />
      <TeachEstimate datasetId={datasetId} options={choice.options} />
    </div>
  );
}

function TeachEstimate({ datasetId, options }: { datasetId: number; options: TeachOptionsInput | null }) {
  const trpc = useTRPC();
  const settled = useSettled(options, restMs);
  const estimate = useQuery(
    trpc.teacher.estimate.queryOptions(
      { datasetId, options: settled ?? {} },
      { enabled: settled !== null, placeholderData: keepPreviousData, retry: false },
    ),
  );
  return (
    <p className="tabular min-h-5 text-muted" aria-live="polite">
      {options === null
        ? null
        : estimate.data
          ? teachEstimateText(estimate.data)
          : estimate.isError
            ? `Not estimated: ${shownError(estimate.error).message}`
            : "Estimating…"}
    </p>
  );
}
