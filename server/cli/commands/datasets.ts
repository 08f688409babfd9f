import type { Command } from "commander";
import { listDatasets } from "#server/datasets/index";
import type { DatasetSummary } from "#server/datasets/schema";
import { withDatabase } from "../output/with-database";

/** `linewise datasets`: the datasets and what became of their programs. */
export function registerDatasets(program: Command): void {
  program
    .command("datasets")
    .description("list the datasets")
    .option("--json", "as one JSON array")
    .action(async ({ json }: { json?: boolean }) => {
      const summaries = await withDatabase(({ db }) => listDatasets(db));
      const text = json ? `${JSON.stringify(summaries.map(rowOf))}\n` : tableOf(summaries);
      process.stdout.write(text);
    });
}

/** Part of the command line's stable contract: keys are only ever added. */
function rowOf(summary: DatasetSummary) {
  const { id, name, problems, programs, labelledPrograms, verdicts } = summary;
  return { id, name, problems, programs, labelled_programs: labelledPrograms, verdicts };
}

function tableOf(summaries: readonly DatasetSummary[]): string {
  if (summaries.length === 0) return "There are no datasets. `linewise import` makes one.\n";
  const lines = summaries.map(({ name, problems, programs, labelledPrograms, verdicts }) => {
    const mix = Object.entries(verdicts).map(([verdict, count]) => `${verdict} ${count}`);
    const labelled = `${labelledPrograms} of ${programs} programs labelled`;
    return `${name}: ${problems} problems, ${labelled}${mix.length > 0 ? ` (mutants: ${mix.join(", ")})` : ""}`;
  });
  return `${lines.join("\n")}\n`;
}
