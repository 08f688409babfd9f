"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, FileJson } from "lucide-react";
import Link from "next/link";
import { parseAsArrayOf, parseAsStringLiteral, useQueryStates } from "nuqs";
import { defaultRule, ruleIds, splits } from "#server/core/vocabulary";
import { type ExportFormat, exportFormats } from "#server/export/schema";
import { Page } from "../shell/page";
import { usePageTitle } from "../shell/use-page-title";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { ExportPreviewPanel } from "./export-preview";
import { exportUrl, manifestUrl } from "./export-url";
import { SplitPicker } from "./split-picker";

const formats = {
  "trl-stepwise": {
    name: "TRL stepwise (.jsonl)",
    hint: "prompt, completions, labels: 1, 0, -100 masked.",
  },
  contrast: {
    name: "Contrast groups (.jsonl)",
    hint: "prompt, prefix, and what rightly and wrongly follows it.",
  },
  "first-error": {
    name: "First-error benchmark (.jsonl)",
    hint: "As many right programs as wrong ones with one first error each, to measure any model by.",
  },
} as const satisfies Record<ExportFormat, { name: string; hint: string }>;
const parsers = {
  format: parseAsStringLiteral(exportFormats).withDefault("trl-stepwise"),
  rule: parseAsStringLiteral(ruleIds),
  split: parseAsArrayOf(parseAsStringLiteral(splits)).withDefault([]),
};

/** Choose what goes into the file, see what that makes, take it. */
export function ExportPage({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const dataset = useQuery(trpc.datasets.get.queryOptions({ id: datasetId }));
  const [state, setState] = useQueryStates(parsers, { history: "replace", scroll: false });
  const ownRule = ruleIds.find((id) => id === dataset.data?.rule) ?? defaultRule;
  const rule = state.rule ?? ownRule;
  const choice = { datasetId, format: state.format, rule, splits: state.split };
  const preview = useQuery(
    trpc.export.preview.queryOptions(
      { datasetId, format: state.format, rule, splits: state.split },
      {
        enabled: dataset.data !== undefined,
        placeholderData: keepPreviousData,
        trpc: { context: { skipBatch: true } },
      },
    ),
  );
  const name = dataset.data?.name;
  usePageTitle(name === undefined ? undefined : `Export ${name}`);
  const nothing = preview.data !== undefined && preview.data.programs === 0;

  return (
    <Page
      title="Export"
      above={
        <Link href={`/datasets/${datasetId}`} className="text-link hover:underline">
          {name ?? `Dataset ${datasetId}`}
        </Link>
      }
      lead="Effective labels, decisions included, in a form that trainers read. The same choice makes the same bytes."
    >
      <div className="grid items-start gap-8 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <section aria-label="What goes into the file" className="flex flex-col gap-4">
          <Field label="Format" htmlFor="export-format" hint={formats[state.format].hint}>
            <Select
              id="export-format"
              label="Format"
              value={state.format}
              options={exportFormats.map((value) => ({ value, label: formats[value].name }))}
              onValueChange={(format) => void setState({ format })}
            />
          </Field>
          <Field
            label="Labelling rule"
            htmlFor="export-rule"
            hint={
              rule === ownRule ? "The rule this dataset was labelled by." : "Not the rule shown on the pages."
            }
          >
            <Select
              id="export-rule"
              label="Labelling rule"
              value={rule}
              options={ruleIds.map((value) => ({ value, label: value }))}
              onValueChange={(next) => void setState({ rule: next === ownRule ? null : next })}
            />
          </Field>
          <SplitPicker
            chosen={state.split}
            onChoose={(split) => void setState({ split: split.length > 0 ? split : null })}
          />
          <div className="flex flex-col gap-2 pt-1">
            <Button asChild={!nothing} variant="primary" disabled={nothing}>
              {nothing ? (
                <span>Nothing to download</span>
              ) : (
                <a href={exportUrl(choice)} download>
                  <Download /> Download rows
                </a>
              )}
            </Button>
            <Button asChild={!nothing} disabled={nothing}>
              {nothing ? (
                <span>No manifest</span>
              ) : (
                <a href={manifestUrl(choice)} download>
                  <FileJson /> Download manifest
                </a>
              )}
            </Button>
          </div>
        </section>
        <ExportPreviewPanel
          preview={preview.data}
          stale={preview.isPlaceholderData}
          error={preview.error ?? dataset.error}
          onRetry={() => void (dataset.isError ? dataset.refetch() : preview.refetch())}
          describe={(error) => shownError(error).message}
        />
      </div>
    </Page>
  );
}
