import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, snapshots } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { type RuleId, ruleIdSchema } from "#server/core/vocabulary";
import { endOfProgramText } from "#server/prm/schema";
import { rulePolicies } from "#server/rules/index";
import { exportedProblems, leakingProblems } from "./exported-problems";
import { type ExportCounts, type ExportManifest, type ExportOptions, exportOptionsSchema } from "./schema";
import { stepwiseRows } from "./stepwise-rows";

const contradictionsShown = 100;
const leakingShown = 100;

/**
 * Writes a dataset's effective labels as TRL stepwise rows, `{"prompt","completions","labels"}` with 1, 0 and -100 for
 * masked, one JSON object a line. `write` is awaited, so that a slow reader slows the export and not the memory. All is
 * read in one snapshot of the database: a label decided meanwhile is either wholly in or not. Resolves to the manifest,
 * which is kept in `snapshots` unless `keepSnapshot` is false. Throws `not-found`.
 */
export async function exportStepwise(
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
      const counts = noCounts();
      const contradictions: ExportManifest["contradictions"] = [];
      let bytes = 0;
      const leaking = await leakingProblems(tx, options);
      // Rows that are not for testing must hold nothing that is like a test; with the tests themselves in, it is no matter.
      const kept = options.splits.length === 0 || options.splits.includes("test");
      const leaveOut = new Set(kept ? [] : leaking.map(({ id }) => id));
      for await (const problem of exportedProblems(tx, { ...options, rule, leaveOut })) {
        signal?.throwIfAborted();
        const made = stepwiseRows(problem);
        counts.problems += 1;
        addCounts(counts, made.counts);
        contradictions.push(...made.contradictions.slice(0, contradictionsShown - contradictions.length));
        const text = made.rows.map((row) => `${JSON.stringify(row)}\n`).join("");
        if (text === "") continue;
        hash.update(text);
        bytes += Buffer.byteLength(text);
        await write(text);
      }
      return {
        format: options.format,
        dataset: dataset.name,
        rule,
        target: rulePolicies[rule].target,
        max_seq: dataset.lastSeq,
        splits: options.splits,
        created: new Date().toISOString(),
        end_of_program: endOfProgramText,
        blank_lines: "join-next",
        labels: { correct: 1, incorrect: 0, masked: -100 },
        counts,
        contradictions,
        leakage: { problems: leaking.length, keys: leaking.slice(0, leakingShown).map(({ key }) => key) },
        sha256: hash.digest("hex"),
        bytes,
        command: commandOf(dataset.name, rule, options.splits),
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

function noCounts(): ExportCounts {
  const masked = { neutral: 0, unknown: 0, decided: 0, duplicate: 0, contradicting: 0 };
  return { problems: 0, programs: 0, rows: 0, steps: 0, correct: 0, incorrect: 0, masked, emptyPrograms: 0 };
}

function addCounts(sum: ExportCounts, more: Omit<ExportCounts, "problems">): void {
  for (const key of ["programs", "rows", "steps", "correct", "incorrect", "emptyPrograms"] as const) {
    sum[key] += more[key];
  }
  for (const key of ["neutral", "unknown", "decided", "duplicate", "contradicting"] as const) {
    sum.masked[key] += more.masked[key];
  }
}

function commandOf(name: string, rule: RuleId, splits: readonly string[]): string {
  const quoted = /^[\w.@/-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
  const chosen = splits.map((split) => ` --split ${split}`).join("");
  return `linewise export ${quoted} --format trl-stepwise --rule ${rule}${chosen}`;
}
