import path from "node:path";
import { type Command, Option } from "commander";
import { z } from "zod";
import { importFile } from "#server/datasets/index";
import { importFormats } from "#server/jobs/contracts";
import { createProgressBar } from "../output/progress-bar";
import { withDatabase } from "../output/with-database";

const optionsSchema = z.object({
  format: z.enum(importFormats),
  dataset: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().positive().optional(),
});

/** `linewise import`: a file's problems into a dataset, all of them in one transaction. */
export function registerImport(program: Command): void {
  program
    .command("import")
    .description("import problems into a dataset, which is made when there is none of the name")
    .argument("<file>", "the file, or the folder for the format `starter`")
    .addOption(new Option("--format <format>", "what the file is").choices(importFormats).default("mbpp"))
    .requiredOption("--dataset <name>", "the dataset's name")
    .option("--limit <rows>", "only the first so many rows")
    .action(async (file: string, given: unknown) => {
      const { format, dataset, limit } = optionsSchema.parse(given);
      const bar = createProgressBar();
      const imported = await withDatabase(({ db }) =>
        importFile(db, {
          path: path.resolve(file),
          format,
          dataset,
          limit,
          onProgress: (rows) => bar.show({ done: rows, total: limit ?? null, message: "rows read" }),
        }),
      ).finally(() => bar.close());
      for (const { line, key, reason } of imported.rejected) {
        process.stderr.write(`line ${line}${key === null ? "" : ` (${key})`}: ${reason}\n`);
      }
      const { problems, unchanged, rejected, rejectedMore, reserved, leaking, leakingMore } = imported;
      const left = rejected.length + rejectedMore;
      for (const each of leaking) {
        process.stderr.write(`also in train: ${each.key} of ${each.dataset}\n`);
      }
      process.stderr.write(
        `${dataset}: ${problems} problems imported, ${unchanged} unchanged, ${left} reasons for what was left out` +
          `${reserved > 0 ? `; ${reserved} near-duplicates of test problems went into the split test` : ""}` +
          `${leaking.length > 0 ? `; ${leaking.length + leakingMore} earlier problems are like test problems: exports of train leave them out` : ""}\n`,
      );
      process.stdout.write(
        `${JSON.stringify({ dataset, problems, unchanged, reserved, rejected, rejectedMore, leaking, leakingMore })}\n`,
      );
    });
}
