/**
 * A scoring thread: one ONNX session for its whole life. The only file that loads onnxruntime-node, whose `run` blocks
 * the thread it is called on; sessions are never made or released for a request, because that leaks.
 */
import { setPriority } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import * as ort from "onnxruntime-node";
import { messageOf } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import { classifyLines, isNeutral } from "#server/core/python-lines";
import { createEncode, type Encode, encodeProgram, separatorId } from "./encode";
import { readTokenizer } from "./manifest";
import { rawScore, valuesPerToken } from "./read-scores";
import type { PrmManifest, ScoreRequest } from "./schema";
import { type RawScores, type ThreadReply, threadDataSchema, threadRequestSchema } from "./thread-protocol";
import { planWindows } from "./windows";

type Loaded = { session: ort.InferenceSession; encode: Encode; separator: number; manifest: PrmManifest };

async function open(): Promise<Loaded> {
  const { dir, manifest, nice } = threadDataSchema.parse(workerData);
  stepBack(nice);
  const { tokenizer, config } = await readTokenizer(dir);
  const encode = createEncode(tokenizer, config);
  const session = await ort.InferenceSession.create(join(dir, "model.onnx"), {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  const loaded = { session, encode, separator: separatorId(encode, manifest.separator), manifest };
  await checkSession(loaded);
  return loaded;
}

/** On Linux a thread has a priority of its own; elsewhere it is the process's, which is not ours to change. */
function stepBack(nice: number): void {
  if (nice > 0 && process.platform === "linux") setPriority(nice);
}

/** Tensor names as the manifest gives them, and one pass over the vocabulary's last entry to see that it exists. */
async function checkSession({ session, manifest }: Loaded): Promise<void> {
  const { input_ids, attention_mask } = manifest.inputs;
  const named = attention_mask === null ? [input_ids] : [input_ids, attention_mask];
  if ([...session.inputNames].sort().join() !== [...named].sort().join()) {
    throw new Error(`model.onnx takes ${session.inputNames.join(", ")}; prm.json says ${named.join(", ")}`);
  }
  if (!session.outputNames.includes(manifest.output.name)) {
    throw new Error(
      `model.onnx gives ${session.outputNames.join(", ")}; prm.json says ${manifest.output.name}`,
    );
  }
  await forward([manifest.vocabulary_size - 1, 0], { session, manifest });
}

/** The model's output for one sequence: `valuesPerToken` numbers a token. Batch 1, no padding: exact to the bit. */
async function forward(
  ids: number[],
  { session, manifest }: Pick<Loaded, "session" | "manifest">,
): Promise<Float32Array> {
  const shape = [1, ids.length];
  const feeds: Record<string, ort.Tensor> = {
    [manifest.inputs.input_ids]: new ort.Tensor("int64", BigInt64Array.from(ids, BigInt), shape),
  };
  if (manifest.inputs.attention_mask !== null) {
    feeds[manifest.inputs.attention_mask] = new ort.Tensor(
      "int64",
      new BigInt64Array(ids.length).fill(1n),
      shape,
    );
  }
  const output = (await session.run(feeds, [manifest.output.name]))[manifest.output.name];
  const wanted = ids.length * valuesPerToken(manifest.output.kind);
  if (output === undefined || !(output.data instanceof Float32Array) || output.data.length !== wanted) {
    throw new Error(
      `${manifest.output.name} has shape [${output?.dims.join(", ")}], not ${manifest.output.kind}`,
    );
  }
  return output.data;
}

async function score(
  request: ScoreRequest,
  loaded: Loaded,
  { isWanted }: { isWanted: () => boolean },
): Promise<RawScores> {
  const { manifest } = loaded;
  const program = encodeProgram(request, loaded);
  const windows = planWindows(program.prompt, program.steps, manifest.max_tokens);
  const raw = Array.from({ length: program.lineCount + 1 }, (): number | null => null);
  const perToken = valuesPerToken(manifest.output.kind);
  for (const window of windows) {
    if (!isWanted()) throw new Error("it is not wanted any more");
    const values = await forward(window.ids, loaded);
    for (const { step, position } of window.reads) {
      const line = program.lines[step];
      if (line === undefined) continue;
      raw[line - 1] = rawScore(
        [...values.subarray(position * perToken, (position + 1) * perToken)],
        manifest,
      );
    }
  }
  const tokens = Math.max(...windows.map((window) => window.ids.length));
  if (request.neutralLines !== "score") silenceNeutralLines(raw, request.code);
  return { raw, tokens, windows: windows.length };
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
