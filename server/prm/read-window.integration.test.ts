import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { repoPath } from "#server/core/paths";
import { createEncode, type Encode, encodeProgram, separatorId } from "./encode";
import { loadManifest, readTokenizer } from "./manifest";
import { type Model, openModel } from "./model-session";
import { PrefixCache } from "./prefix-cache";
import { inPrefixOrder } from "./prefix-order";
import { keepsBits, readWindow } from "./read-window";
import type { PrmManifest } from "./schema";
import { planWindows, type Window } from "./windows";

type Program = { statement: string; code: string };

const modelDir = repoPath("models", "linewise-small");
const problemCount = 6;
let model: Model;
let encode: Encode;
let manifest: PrmManifest;

beforeAll(async () => {
  manifest = (await loadManifest(modelDir)).manifest;
  const { tokenizer, config } = await readTokenizer(modelDir);
  encode = createEncode(tokenizer, config);
  model = await openModel(modelDir, manifest);
});

function windowsOf(program: Program): Window[] {
  const separator = separatorId(encode, manifest.separator);
  const { prompt, steps } = encodeProgram(program, { manifest, encode, separator });
  return planWindows(prompt, steps, manifest.max_tokens);
}

/** A program and what becomes of it when one of six of its lines is another. */
function withMutants({ statement, code }: Program): Program[] {
  const lines = code.split("\n");
  const mutants = [1, 2, 3, 4, 5, 6].map((part) => {
    const at = Math.floor(((part - 1) * lines.length) / 6);
    const indent = /^ */.exec(lines[at] ?? "")?.[0] ?? "";
    return { statement, code: lines.with(at, `${indent}value = other(${part})`).join("\n") };
  });
  return [{ statement, code }, ...mutants];
}

function starterPrograms(): Program[] {
  return readdirSync(repoPath("data", "starter"))
    .slice(0, problemCount)
    .flatMap((slug) =>
      withMutants({
        statement: `Solve ${slug}.`,
        code: readFileSync(repoPath("data", "starter", slug, "solution.py"), "utf8"),
      }),
    );
}

/** Of so many windows at most: with few, what is kept is thrown away all the time. */
function cacheOf(windows: number): PrefixCache | null {
  const size = manifest.cache?.size ?? 0;
  const bytes = windows * manifest.max_tokens * (size + 2) * Float32Array.BYTES_PER_ELEMENT;
  return PrefixCache.create({ maxTokens: manifest.max_tokens, size, perToken: 2, bytes });
}

/** Outputs at the lines' ends, of each program by its text. */
async function valuesOf(programs: readonly Program[], cache: PrefixCache | null) {
  const found = new Map<string, number[]>();
  let reused = 0;
  let tokens = 0;
  for (const program of programs) {
    const values: number[] = [];
    for (const window of windowsOf(program)) {
      const read = await readWindow(window, { model, cache });
      for (const { position } of window.reads) {
        values.push(...read.values.subarray(2 * position, 2 * position + 2));
      }
      reused += read.reused;
      tokens += window.ids.length;
    }
    found.set(JSON.stringify(program), values);
  }
  return { found, reused: reused / tokens };
}

/** Always the same order, unlike any other. */
function shuffled(programs: readonly Program[]): Program[] {
  return programs
    .map((program, index) => ({ program, key: (index * 7919) % 1009 }))
    .sort((left, right) => left.key - right.key)
    .map(({ program }) => program);
}

test("a program's outputs are the same to the bit whatever was read before it, in any order", async () => {
  const programs = starterPrograms();
  const alone = await valuesOf(programs, null);
  expect(alone.reused).toBe(0);
  const sorted = inPrefixOrder(programs);
  const orders = { sorted, reversed: sorted.toReversed(), shuffled: shuffled(programs) };
  const reused: Record<string, number> = {};
  for (const [name, order] of Object.entries(orders)) {
    const together = await valuesOf(order, cacheOf(2));
    for (const [program, values] of alone.found) {
      expect(together.found.get(program), `${name}: ${program}`).toEqual(values);
    }
    reused[name] = together.reused;
  }
  expect(reused.sorted).toBeGreaterThan(0.3);
  expect(reused.reversed).toBeCloseTo(reused.sorted ?? 0, 1);
});

test("so are those of a program that is read in several windows", async () => {
  const lines = Array.from(
    { length: 90 },
    (_, index) => `value_${index} = compute(value_${index}, ${index})`,
  );
  const long = { statement: "Compute values.", code: lines.join("\n") };
  const programs = [
    long,
    ...[5, 40, 80].map((at) => ({ ...long, code: lines.with(at, "x = 1").join("\n") })),
  ];
  const alone = await valuesOf(programs, null);
  const together = await valuesOf(programs, cacheOf(8));
  expect(together.found).toEqual(alone.found);
  expect(together.reused).toBeGreaterThan(0.1);
});

test("a program that was just read is not read again", async () => {
  const [program] = starterPrograms();
  const cache = cacheOf(1);
  if (program === undefined || cache === null) throw new Error("nothing to read");
  const first = await valuesOf([program], cache);
  const second = await valuesOf([program], cache);
  expect(second.found).toEqual(first.found);
  expect(second.reused).toBe(1);
});

test("whether the bits are kept is found out, not believed", async () => {
  const [program] = starterPrograms();
  const [window] = program === undefined ? [] : windowsOf(program);
  if (window === undefined) throw new Error("nothing to read");
  expect(await keepsBits(window, model)).toBe(true);
  const careless: Model = {
    manifest,
    pass: async (ids, options = {}) => {
      const made = await model.pass(ids, options);
      // What another kernel may do to a sequence of another length.
      return options.past === undefined
        ? made
        : { ...made, values: made.values.map((value) => value * 1.0000001) };
    },
  };
  expect(await keepsBits(window, careless)).toBe(false);
});
