import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { z } from "zod";
import { repoPath } from "#server/core/paths";
import { sampleProgram } from "#server/mutation/testing";

const rowSchema = z.looseObject({
  origin: z.string(),
  operator: z.string().optional(),
  intent: z.string().optional(),
  site_line: z.number().optional(),
  seed: z.number().optional(),
  probability: z.number().optional(),
  code: z.string(),
});

function linewise(...flags: string[]): {
  status: number | null;
  mutants: z.infer<typeof rowSchema>[];
  errors: string;
} {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", repoPath("server", "cli", "main.ts"), "mutate", ...flags],
    { input: `${JSON.stringify({ id: 1, code: sampleProgram })}\n`, encoding: "utf8", cwd: repoPath(".") },
  );
  const rows = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => rowSchema.parse(JSON.parse(line)));
  return { status, mutants: rows.filter(({ origin }) => origin === "mutant"), errors: stderr };
}

it("keeps to --per-line, --per-program and --intent, and says --seed and the probability", () => {
  const { status, mutants } = linewise(
    "--per-line",
    "1",
    "--per-program",
    "6",
    "--intent",
    "refactor",
    "--seed",
    "5",
  );
  expect(status).toBe(0);
  expect(mutants).toHaveLength(6);
  expect(new Set(mutants.map(({ site_line }) => site_line)).size).toBe(6);
  expect(mutants.every(({ intent, seed }) => intent === "refactor" && seed === 5)).toBe(true);
  expect(mutants.every(({ probability = 0 }) => probability > 0 && probability <= 1)).toBe(true);
});

it("gives the same for the same seed, other mutants for another", () => {
  const codes = (seed: string) =>
    linewise("--per-program", "8", "--seed", seed).mutants.map(({ code }) => code);
  const first = codes("1");
  expect(codes("1")).toEqual(first);
  expect(codes("2")).not.toEqual(first);
});

it("uses the --operators asked for only", () => {
  const { mutants } = linewise("--operators", "drop-return, rename-local");
  expect(new Set(mutants.map(({ operator }) => operator))).toEqual(new Set(["drop-return", "rename-local"]));
});

it.each([
  [["--operators", "nonsense"], /unknown operator "nonsense"/],
  [["--intent", "break"], /intent/],
  [["--per-line", "0"], /perLine/],
  [["--seed", "x"], /seed/],
])("refuses %j before it reads a row", (flags, message) => {
  const { status, mutants, errors } = linewise(...flags);
  expect(status).not.toBe(0);
  expect(mutants).toEqual([]);
  expect(errors).toMatch(message);
});
