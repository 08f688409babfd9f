import { type Command, Option } from "commander";
import { z } from "zod";
import { ruleIdSchema, ruleIds, splitSchema, splits } from "#server/core/vocabulary";
import { findDataset } from "#server/datasets/index";
import { exportDataset } from "#server/export/index";
import { type ExportManifest, exportFormats } from "#server/export/schema";
import { intoWholeFile } from "../output/whole-file";
import { withDatabase } from "../output/with-database";
import { endQuietlyWhenClosed, handleWriteErrors, writeText } from "../output/write-text";

const optionsSchema = z.object({
  format: z.enum(exportFormats),
  rule: ruleIdSchema.optional(),
  split: z.array(splitSchema).default([]),
  out: z.string().optional(),
});

/** `linewise export`: a dataset's effective labels in one of the formats, with a manifest beside the file. */
export function registerExport(program: Command): void {
  program
    .command("export")
    .description(
      "write a dataset's labels as training rows, as contrast groups or as a first-error benchmark",
    )
    .argument("<dataset>", "the dataset's name")
    .addOption(
      new Option("--format <format>", "form of the rows").choices(exportFormats).default("trl-stepwise"),
    )
    .addOption(
      new Option("--rule <rule>", "the automatic labels' rule; default: the dataset's").choices(ruleIds),
    )
    .addOption(new Option("--split <split...>", "only these splits").choices(splits))
    .option("--out <file>", "file to write, with its manifest in <file>.manifest.json; default: stdout")
    .action(async (name: string, given: unknown) => {
      const { format, rule, split, out } = optionsSchema.parse(given);
      handleWriteErrors(process.stdout);
      const manifest = await endQuietlyWhenClosed(() =>
        withDatabase(async ({ db }) => {
          const datasetId = await findDataset(db, name);
          const options = { datasetId, format, rule, splits: split };
          if (out === undefined) return exportDataset(db, options, (text) => writeText(process.stdout, text));
          const made = await intoWholeFile(out, (write) => exportDataset(db, options, write));
          await intoWholeFile(`${out}.manifest.json`, (write) => write(`${JSON.stringify(made, null, 2)}\n`));
          await writeText(process.stdout, `${JSON.stringify(made)}\n`);
          return made;
        }),
      );
      if (manifest === null) return;
      process.stderr.write(`${name}: ${summaryOf(manifest)}\n`);
    });
}

function summaryOf(manifest: ExportManifest): string {
  if (manifest.format === "contrast") {
    const { groups, positives, negatives } = manifest.counts;
    return `${groups} contrast groups, ${positives} right and ${negatives} wrong continuations`;
  }
  if (manifest.format === "first-error") {
    const { right, wrong, problems } = manifest.counts;
    return `${right} right and ${wrong} wrong programs of ${problems} problems`;
  }
  const { rows, correct, incorrect, masked } = manifest.counts;
  const contradicting =
    manifest.contradictions.length === 0
      ? "no contradicting labels"
      : `${masked.contradicting} contradicting labels masked`;
  return `${rows} rows, ${correct} correct and ${incorrect} incorrect lines; ${contradicting}`;
}
