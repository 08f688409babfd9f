import { z } from "zod";
import type { ReadRow } from "./import-row";
import { readJsonLines } from "./read-json-lines";
import { titleOf } from "./title";

const rowSchema = z.looseObject({
  task_id: z.int(),
  text: z.string().trim().min(1),
  code: z.string().min(1),
  test_list: z.array(z.string()).min(1),
  test_setup_code: z.string().default(""),
});

/** Rows of MBPP's published jsonl. Problems whose number 5 divides are reserved for testing. */
export async function* readMbpp(path: string): AsyncGenerator<ReadRow> {
  for await (const json of readJsonLines(path)) {
    const { line } = json;
    if (json.error !== undefined) {
      yield { bad: { line, key: null, reason: json.error } };
      continue;
    }
    const parsed = rowSchema.safeParse(json.value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const reason = `${issue?.path.join(".") || "row"}: ${issue?.message ?? "not a row of MBPP"}`;
      yield { bad: { line, key: keyOf(json.value), reason } };
      continue;
    }
    const { task_id: id, text, code, test_list: tests, test_setup_code: setup, ...extra } = parsed.data;
    yield {
      row: {
        line,
        key: String(id),
        format: "mbpp",
        title: titleOf(text),
        statement: text,
        entryPoint: entryPointOf(code, tests),
        split: id % 5 === 0 ? "test" : "train",
        code,
        tests,
        setup,
        extra,
      },
    };
  }
}

const idSchema = z.looseObject({ task_id: z.union([z.string(), z.number()]) });

function keyOf(value: unknown): string | null {
  const named = idSchema.safeParse(value);
  return named.success ? String(named.data.task_id) : null;
}

/** The function that the tests call: the last top-level one whose name the first test mentions. */
function entryPointOf(code: string, tests: readonly string[]): string | null {
  const defined = [...code.matchAll(/^def\s+([A-Za-z_]\w*)/gm)].flatMap((match) => match[1] ?? []);
  const called = new Set((tests[0] ?? "").match(/\b[A-Za-z_]\w*(?=\s*\()/g));
  return defined.findLast((name) => called.has(name)) ?? defined.at(-1) ?? null;
}
