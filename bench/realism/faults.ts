import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { normalizeSource } from "#server/core/lines";
import { diffHunks } from "#server/mutation/hunks";
import type { Hunk } from "#server/mutation/schema";
import { askPython } from "./ask-python";

/** A right and a wrong program in Python's own layout, one hunk apart. */
export type Fault = { dataset: string; half: "even" | "odd"; right: string; wrong: string; hunk: Hunk };

/** What became of a dataset's pairs. */
export type Census = { dataset: string; pairs: number; syntax: number; same: number; hunks: number };

/** A pair as published; `group` is the task that it solves. */
type Pair = { group: string; right: string; wrong: string };

const condefects = z
  .object({ task: z.string(), faulty: z.string(), correct: z.string() })
  .transform((row): Pair => ({ group: row.task, right: row.correct, wrong: row.faulty }));
const debugbench = z
  .object({ slug: z.string(), buggy_code: z.string(), oracle_code: z.string() })
  .transform((row): Pair => ({ group: row.slug, right: row.oracle_code, wrong: row.buggy_code }));

const files = [
  { dataset: "condefects", file: "condefects_python_train.jsonl.gz", schema: condefects },
  { dataset: "debugbench", file: "debugbench_python3.jsonl.gz", schema: debugbench },
] as const;

/** Pairs of one task fall into one half: what is tuned on the even half has not seen the odd half's tasks. */
function halfOf(group: string): "even" | "odd" {
  const digest = createHash("sha1").update(group).digest();
  return (digest.at(-1) ?? 0) % 2 === 0 ? "even" : "odd";
}

function readPairs(file: string, schema: z.ZodType<Pair>): Pair[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/**
 * The one-hunk faults of the datasets below `folder`, and how many pairs are none. Both sides of a pair are written by
 * `ast.unparse` first, so that layout, comments and needless brackets make no difference.
 */
export function loadFaults(folder: string): { faults: Fault[]; census: Census[] } {
  const faults: Fault[] = [];
  const census: Census[] = [];
  for (const { dataset, file, schema } of files) {
    const place = path.join(folder, file);
    if (!existsSync(place)) continue;
    const pairs = readPairs(place, schema);
    const counts: Census = { dataset, pairs: pairs.length, syntax: 0, same: 0, hunks: 0 };
    const sources = askPython(
      pairs.flatMap(({ right, wrong }): ["normal", string][] => [
        ["normal", normalizeSource(right)],
        ["normal", normalizeSource(wrong)],
      ]),
    );
    pairs.forEach(({ group }, index) => {
      const [right, wrong] = [sources[2 * index], sources[2 * index + 1]];
      if (typeof right !== "string" || typeof wrong !== "string") {
        counts.syntax += 1;
        return;
      }
      const [hunk, ...more] = diffHunks(right, wrong);
      if (hunk === undefined) counts.same += 1;
      else if (more.length > 0) counts.hunks += 1;
      else faults.push({ dataset, half: halfOf(group), right, wrong, hunk });
    });
    census.push(counts);
  }
  return { faults, census };
}
