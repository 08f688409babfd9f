import { type Command, Option } from "commander";
import { z } from "zod";
import { ruleIdSchema, ruleIds, splitSchema, splits } from "#server/core/vocabulary";
import { findDataset } from "#server/datasets/index";
import { exportStepwise } from "#server/export/index";
import { exportFormats } from "#server/export/schema";
import { intoWholeFile } from "../output/whole-file";
import { withDatabase } from "../output/with-database";
import { endQuietlyWhenClosed, handleWriteErrors, writeText } from "../output/write-text";

const optionsSchema = z.object({
  format: z.enum(exportFormats),
  rule: ruleIdSchema.optional(),
  split: z.array(splitSchema).default([]),
  out: z.string().optional(),
});

/** `linewise export`: a dataset's effective labels as training rows, with a manifest beside the file. */
export function registerExport(program: Command): void {
  program
    .command("export")
    .description("write a dataset's labels as training rows")
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
          if (out === undefined)
            return exportStepwise(db, options, (text) => writeText(process.stdout, text));
          const made = await intoWholeFile(out, (write) => exportStepwise(db, options, write));
          await intoWholeFile(`${out}.manifest.json`, (write) => write(`${JSON.stringify(made, null, 2)}\n`));
          await writeText(process.stdout, `${JSON.stringify(made)}\n`);
          return made;
        }),
      );
      if (manifest === null) return;
      const { rows, correct, incorrect } = manifest.counts;
      process.stderr.write(
        `${name}: ${rows} rows, ${correct} correct and ${incorrect} incorrect lines; ` +
          `${manifest.contradictions.length === 0 ? "no contradicting labels" : `${manifest.counts.masked.contradicting} contradicting labels masked`}\n`,
      );
    });
}
