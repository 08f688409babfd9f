import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { ruleIdSchema, ruleIds, splitSchema, splits } from "#server/core/vocabulary";
import { findDataset } from "#server/datasets/index";
import { exportStepwise } from "#server/export/index";
import { type ExportManifest, exportFormats } from "#server/export/schema";
import { withDatabase } from "../output/with-database";

const optionsSchema = z.object({
  format: z.enum(exportFormats),
  rule: ruleIdSchema.optional(),
  split: z.array(splitSchema).default([]),
  out: z.string().optional(),
});

/** `linewise export`: a data set's effective labels as training rows, with a manifest beside the file. */
export function registerExport(program: Command): void {
  program
    .command("export")
    .description("write a data set's labels as training rows")
    .argument("<dataset>", "the data set's name")
    .addOption(
      new Option("--format <format>", "form of the rows").choices(exportFormats).default("trl-stepwise"),
    )
    .addOption(
      new Option("--rule <rule>", "the automatic labels' rule; default: the data set's").choices(ruleIds),
    )
    .addOption(new Option("--split <split...>", "only these splits").choices(splits))
    .option("--out <file>", "file to write, with its manifest in <file>.manifest.json; default: stdout")
    .action(async (name: string, given: unknown) => {
      const { format, rule, split, out } = optionsSchema.parse(given);
      const manifest = await withDatabase(async ({ db }) => {
        const datasetId = await findDataset(db, name);
        const options = { datasetId, format, rule, splits: split };
        if (out === undefined) return exportStepwise(db, options, (text) => write(process.stdout, text));
        return intoFile(out, (write) => exportStepwise(db, options, write));
      });
      if (out !== undefined) {
        await writeFile(`${out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
        process.stdout.write(`${JSON.stringify(manifest)}\n`);
      }
      const { rows, correct, incorrect } = manifest.counts;
      process.stderr.write(
        `${name}: ${rows} rows, ${correct} correct and ${incorrect} incorrect lines; ` +
          `${manifest.contradictions.length === 0 ? "no contradicting labels" : `${manifest.counts.masked.contradicting} contradicting labels masked`}\n`,
      );
    });
}

type Write = (text: string) => Promise<void>;

/** A file that is whole or not there: written under another name and renamed. */
async function intoFile(
  path: string,
  make: (write: Write) => Promise<ExportManifest>,
): Promise<ExportManifest> {
  const partial = `${path}.partial`;
  const stream = createWriteStream(partial);
  try {
    await once(stream, "open");
    const manifest = await make((text) => write(stream, text));
    stream.end();
    await finished(stream);
    await rename(partial, path);
    return manifest;
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, "drain");
}
