/** A scoring thread: one model for its whole life, one program at a time. */
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import { classifyLines, isNeutral } from "#server/core/python-lines";
import { createEncode, type Encode, encodeProgram, remembering, separatorId } from "./encode";
import { readTokenizer } from "./manifest";
import { type Model, openModel } from "./model-session";
import { PrefixCache } from "./prefix-cache";
import { rawScore, valuesPerToken } from "./read-scores";
import { keepsBits, readWindow } from "./read-window";
import type { PrmManifest, ScoreRequest } from "./schema";
import { type RawScores, type ThreadReply, threadDataSchema, threadRequestSchema } from "./thread-protocol";
import { planWindows, type Window } from "./windows";

/** What a thread keeps of programs it has read, at most. */
const cacheBytes = 48 * 2 ** 20;

type Feeding = { manifest: PrmManifest; encode: Encode; separator: number };
type Loaded = Feeding & { model: Model; cache: PrefixCache | null };

async function open(): Promise<Loaded> {
  const { dir, manifest, nice } = threadDataSchema.parse(workerData);
  stepBack(nice);
  const { tokenizer, config } = await readTokenizer(dir);
  const encode = remembering(createEncode(tokenizer, config));
  const feeding = { manifest, encode, separator: separatorId(encode, manifest.separator) };
  const model = await openModel(dir, manifest);
  return { ...feeding, model, cache: await openCache(model, feeding) };
}

/** On Linux a thread has a priority of its own; elsewhere it is the process's, which is not ours to change. */
function stepBack(nice: number): void {
  if (nice > 0 && process.platform === "linux") setPriority(nice);
}

/** Some three hundred tokens: as long as sequences are whose sums a kernel may take in parts. */
const sample = {
  statement: "Write a function that returns the sum of the squares of a list.",
  code: Array.from({ length: 8 }, (_, index) =>
    [
      `def sum_squares_${index}(values):`,
      "    total = 0",
      "    for value in values:",
      `        total += value ** ${index}`,
      "    return total",
    ].join("\n"),
  ).join("\n"),
};

/** Null where the model keeps nothing, where a window is too large to be kept, and where keeping would change scores. */
async function openCache(model: Model, feeding: Feeding): Promise<PrefixCache | null> {
  const { cache, max_tokens, output } = model.manifest;
  if (cache === null) return null;
  const [window] = plan(sample, feeding).windows;
  if (window === undefined || !(await keepsBits(window, model))) return null;
  const perToken = valuesPerToken(output.kind);
  return PrefixCache.create({ maxTokens: max_tokens, size: cache.size, perToken, bytes: cacheBytes });
}

function plan(
  request: ScoreRequest,
  feeding: Feeding,
): { lines: number[]; count: number; windows: Window[] } {
  const { prompt, steps, lines, lineCount } = encodeProgram(request, feeding);
  return { lines, count: lineCount, windows: planWindows(prompt, steps, feeding.manifest.max_tokens) };
}

async function score(
  request: ScoreRequest,
  loaded: Loaded,
  { isWanted }: { isWanted: () => boolean },
): Promise<RawScores> {
  const { manifest } = loaded;
  const { lines, count, windows } = plan(request, loaded);
  const raw = Array.from({ length: count + 1 }, (): number | null => null);
  const perToken = valuesPerToken(manifest.output.kind);
  let all = 0;
  for (const window of windows) {
    if (!isWanted()) throw new Error("it is not wanted any more");
    const { values, reused } = await readWindow(window, loaded);
    all += reused;
    for (const { step, position } of window.reads) {
      const line = lines[step];
      if (line === undefined) continue;
      raw[line - 1] = rawScore(
        [...values.subarray(position * perToken, (position + 1) * perToken)],
        manifest,
      );
    }
  }
  const tokens = Math.max(...windows.map((window) => window.ids.length));
  if (request.neutralLines !== "score") silenceNeutralLines(raw, request.code);
  return { raw, tokens, windows: windows.length, reused: all };
}

/** Neutral lines can't be wrong and no label trains them, so whatever the model says at them means nothing. */
function silenceNeutralLines(raw: (number | null)[], code: string): void {
  classifyLines(normalizeSource(code)).forEach((kind, index) => {
    if (isNeutral(kind)) raw[index] = null;
  });
}

function reply(message: ThreadReply): void {
  parentPort?.postMessage(message);
}

async function serve(): Promise<void> {
  let loaded: Loaded;
  const unwanted = new Int32Array(threadDataSchema.parse(workerData).unwanted);
  try {
    loaded = await open();
  } catch (error) {
    reply({ kind: "refused", reason: messageOf(error) });
    return;
  }
  parentPort?.on("message", async (message: unknown) => {
    const { id, request } = threadRequestSchema.parse(message);
    try {
      reply({
        kind: "scored",
        id,
        result: await score(request, loaded, { isWanted: () => Atomics.load(unwanted, 0) !== id }),
      });
    } catch (error) {
      reply({ kind: "failed", id, reason: messageOf(error) });
    }
  });
  reply({ kind: "ready" });
}

await serve();
