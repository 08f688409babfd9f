import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import type { Verdict } from "#server/core/vocabulary";
import { createVerifier, limitsFromReference, parseTests, type Verifier } from "#server/verification/index";
import { type Limits, providerNames, type RunResult, type TestSuite } from "#server/verification/schema";
import { runFilter } from "../filter";

const idSchema = z.union([z.string(), z.number()]);
const rowSchema = z.looseObject({
  id: idSchema.optional(),
  code: z.string(),
  tests: z.array(z.string()).optional(),
  check: z.string().optional(),
  setup: z.string().nullish(),
  entry_point: z.string().nullish(),
  parent_id: idSchema.nullish(),
  origin: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const flagsSchema = z.object({
  workers: z.coerce.number().int().min(1).default(availableParallelism()),
  python: z.string().optional(),
  provider: z.enum(providerNames).optional(),
  repeat: z.boolean().default(true),
});

/** What a reference leaves for its mutants: its test cases and the budgets that its own run sets. */
type Reference = { key: string; suite: TestSuite; limits: Promise<Limits | null> };

/** Mutants follow their reference closely; a parent this many references back is forgotten. */
const rememberedReferences = 4_096;

/** Verifies the rows of one stream. References must come before their mutants to set their budgets. */
export class RowVerifier {
  private readonly references = new Map<string, Reference>();
  readonly verdicts = new Map<Verdict, number>();

  constructor(
    private readonly verifier: Verifier,
    private readonly repeatTimeouts: boolean,
  ) {}

  async verify(row: Row): Promise<Record<string, unknown>[]> {
    const parent = row.parent_id == null ? undefined : this.references.get(String(row.parent_id));
    const key = JSON.stringify([row.tests, row.check, row.setup, row.entry_point]);
    // A mutant may not even parse, so the names that tests ask about are read from its reference.
    const suite = parent?.key === key ? parent.suite : suiteOf(row);
    const run = this.run(row, suite, parent);
    if (parent === undefined && row.id !== undefined) this.remember(String(row.id), { key, suite, run });
    const result = await run;
    this.verdicts.set(result.verdict, (this.verdicts.get(result.verdict) ?? 0) + 1);
    return [{ ...row, ...fieldsOf(result) }];
  }

  private async run(row: Row, suite: TestSuite, parent: Reference | undefined): Promise<RunResult> {
    const limits = await parent?.limits;
    const request = { source: row.code, suite, ...(limits == null ? {} : { limits }) };
    return this.verifier.verify(request, { repeatTimeouts: this.repeatTimeouts });
  }

  private remember(
    id: string,
    { key, suite, run }: { key: string; suite: TestSuite; run: Promise<RunResult> },
  ): void {
    const limits = run.then(
      // A run that ended early, or never, says nothing of what its mutants may need.
      (result) => (result.verdict === "passed" ? limitsFromReference(result) : null),
      () => null,
    );
    this.references.set(id, { key, suite, limits });
    if (this.references.size > rememberedReferences) {
      const [oldest] = this.references.keys();
      if (oldest !== undefined) this.references.delete(oldest);
    }
  }
}

function suiteOf(row: Row): TestSuite {
  if (row.tests === undefined && row.check === undefined) {
    throw new AppError("invalid-input", 'a row needs "tests" or "check"');
  }
  const { suite, refused } = parseTests({
    source: normalizeSource(row.code),
    ...(row.tests === undefined ? {} : { tests: row.tests }),
    ...(row.check === undefined ? {} : { check: row.check }),
    ...(row.setup == null ? {} : { setup: row.setup }),
    ...(row.entry_point == null ? {} : { entryPoint: row.entry_point }),
  });
  const [first] = refused;
  if (first !== undefined) {
    throw new AppError("invalid-input", `test ${first.index + 1} cannot be judged: ${first.reason}`);
  }
  if (suite.cases.length === 0) throw new AppError("invalid-input", "a row needs at least one test");
  return suite;
}

function fieldsOf(result: RunResult): Record<string, unknown> {
  return {
    verdict: result.verdict,
    outcomes: result.outcomes,
    executed_lines: result.executedLines,
    failing_line: result.failingLine,
    message: result.message,
    attempts: result.attempts,
    cpu_us: result.cpuUs,
    cpu_limit_ms: result.limits.cpuMs,
    provider: result.provider,
  };
}

/** `linewise verify`: JSONL rows with programs and tests in, the same rows with verdicts out, in the same order. */
export function registerVerify(program: Command): void {
  program
    .command("verify")
    .description("run programs against their tests in the sandbox: JSONL in, rows with verdicts out")
    .option("--workers <number>", "programs run at once (default: one a processor)")
    .option("--python <command>", "the Python interpreter to run programs with")
    .option("--provider <name>", "the sandbox to use and no other: native or wasm")
    .option(
      "--no-repeat",
      "run a program that timed out only once, without a second run with ten times the budget",
    )
    .action(async (flags: unknown) => {
      const parsed = flagsSchema.safeParse(flags);
      if (!parsed.success) throw new AppError("invalid-input", z.prettifyError(parsed.error));
      const { workers, python, provider: forced, repeat } = parsed.data;
      const verifier = await createVerifier({
        workers,
        ...(python === undefined ? {} : { python }),
        ...(forced === undefined ? {} : { provider: forced }),
      });
      try {
        const { state, reason, provider, interpreter } = verifier.status();
        if (state === "off") throw new AppError("unavailable", `verification is off: ${reason}`);
        const rows = new RowVerifier(verifier, repeat);
        process.exitCode = await runFilter({
          schema: rowSchema,
          // Far more rows than workers, so that a few that burn their budgets do not hold up the others behind them.
          concurrency: 64 + 32 * workers,
          process: (row) => rows.verify(row),
          summary: () => {
            const counts = [...rows.verdicts].map(([verdict, count]) => `${count} ${verdict}`);
            return `verify (${provider}, ${interpreter}): ${counts.join(", ") || "no rows"}`;
          },
        });
      } finally {
        await verifier.close();
      }
    });
}
