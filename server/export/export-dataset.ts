import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, snapshots } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { type RuleId, ruleIdSchema } from "#server/core/vocabulary";
import { endOfProgramText } from "#server/prm/schema";
import { rulePolicies } from "#server/rules/index";
import { exportedProblems, leakingProblems, leavesLeaksOut } from "./exported-problems";
import { formatWriters } from "./format-writers";
import { type ExportManifest, type ExportOptions, exportOptionsSchema } from "./schema";

const leakingShown = 100;

/**
 * Writes a dataset's effective labels in one of the formats, one JSON object a line: `trl-stepwise` rows are
 * `{"prompt","completions","labels"}` with 1, 0 and -100 for masked, `contrast` rows are `contrastGroupSchema`'s. `write`
 * is awaited, so that a slow reader slows the export and not the memory. All is read in one snapshot of the database: a
 * label decided meanwhile is either wholly in or not. Resolves to the manifest, which is kept in `snapshots` unless
 * `keepSnapshot` is false. Throws `not-found`.
 */
export async function exportDataset(
  db: Db,
  given: ExportOptions,
  write: (text: string) => Promise<void> | void,
  { keepSnapshot = true, signal }: { keepSnapshot?: boolean; signal?: AbortSignal | undefined } = {},
): Promise<ExportManifest> {
  const options = exportOptionsSchema.parse(given);
  const hash = createHash("sha256");
  const manifest = await db.transaction(
    async (tx): Promise<ExportManifest> => {
      const [dataset] = await tx.select().from(datasets).where(eq(datasets.id, options.datasetId));
      if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${options.datasetId}.`);
      const rule: RuleId = options.rule ?? ruleIdSchema.parse(dataset.rule);
      const writer = formatWriters[options.format]();
      let bytes = 0;
      const leaking = await leakingProblems(tx, options);
      const leaveOut = new Set(leavesLeaksOut(options.splits) ? leaking.map(({ id }) => id) : []);
      for await (const problem of exportedProblems(tx, { ...options, rule, leaveOut })) {
        signal?.throwIfAborted();
        const text = writer
          .rowsOf(problem)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join("");
        if (text === "") continue;
        hash.update(text);
        bytes += Buffer.byteLength(text);
        await write(text);
      }
      return {
        dataset: dataset.name,
        rule,
        target: rulePolicies[rule].target,
        max_seq: dataset.lastSeq,
        splits: options.splits,
        created: new Date().toISOString(),
        end_of_program: endOfProgramText,
        blank_lines: "join-next",
        ...writer.summary(),
        leakage: { problems: leaking.length, keys: leaking.slice(0, leakingShown).map(({ key }) => key) },
        sha256: hash.digest("hex"),
        bytes,
        command: commandOf(dataset.name, { ...options, rule }),
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  if (keepSnapshot) {
    await db
      .insert(snapshots)
      .values({ datasetId: options.datasetId, rule: manifest.rule, maxSeq: manifest.max_seq, manifest });
  }
  return manifest;
}

type Command = { format: string; rule: RuleId; splits: readonly string[] };

function commandOf(name: string, { format, rule, splits }: Command): string {
  const quoted = /^[\w.@/-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
  const chosen = splits.map((split) => ` --split ${split}`).join("");
  return `linewise export ${quoted} --format ${format} --rule ${rule}${chosen}`;
}
