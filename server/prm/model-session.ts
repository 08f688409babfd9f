/**
 * A model's ONNX session. The only file that loads onnxruntime-node, whose `run` blocks the thread it is called on: it is
 * opened in scoring threads, once for a thread's life. Sessions are never made or released for a request, because that
 * leaks.
 */
import { join } from "node:path";
import * as ort from "onnxruntime-node";
import { valuesPerToken } from "./read-scores";
import type { PrmManifest } from "./schema";

/**
 * Of one pass over T tokens: `values`, `valuesPerToken` numbers a token, and `present`, [T, cache.size], what a later pass
 * can go on from; empty where the model keeps nothing or nobody asked.
 */
export type Pass = { values: Float32Array; present: Float32Array };

/** `past`, [P, cache.size]: what earlier passes kept of the P tokens before `ids`. */
export type PassOptions = { past?: Float32Array; keep?: boolean };

export interface Model {
  readonly manifest: PrmManifest;
  /** One sequence, batch 1, no padding: exact to the bit. */
  pass(ids: readonly number[], options?: PassOptions): Promise<Pass>;
}

/** Opens `model.onnx`. Throws when its tensors are not those that the manifest names. */
export async function openModel(dir: string, manifest: PrmManifest): Promise<Model> {
  const session = await ort.InferenceSession.create(join(dir, "model.onnx"), {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  checkNames(session, manifest);
  const model: Model = {
    manifest,
    pass: (ids, options = {}) => pass(session, manifest, { ids, ...options }),
  };
  // The vocabulary's last entry, to see that it exists.
  await model.pass([manifest.vocabulary_size - 1, 0], { keep: true });
  return model;
}

function checkNames(session: ort.InferenceSession, { inputs, output, cache }: PrmManifest): void {
  const wanted = [inputs.input_ids, inputs.attention_mask, cache?.past].filter((name) => name != null);
  if (session.inputNames.toSorted().join() !== wanted.toSorted().join()) {
    throw new Error(`model.onnx takes ${session.inputNames.join(", ")}; prm.json says ${wanted.join(", ")}`);
  }
  for (const name of [output.name, cache?.present]) {
    if (name === undefined || session.outputNames.includes(name)) continue;
    throw new Error(`model.onnx gives ${session.outputNames.join(", ")}; prm.json says ${name}`);
  }
}

type Feed = PassOptions & { ids: readonly number[] };

async function pass(
  session: ort.InferenceSession,
  { inputs, output, cache }: PrmManifest,
  { ids, past = new Float32Array(0), keep = false }: Feed,
): Promise<Pass> {
  const before = cache === null ? 0 : past.length / cache.size;
  const feeds: Record<string, ort.Tensor> = {
    [inputs.input_ids]: new ort.Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]),
  };
  if (inputs.attention_mask !== null) {
    const seen = before + ids.length;
    feeds[inputs.attention_mask] = new ort.Tensor("int64", new BigInt64Array(seen).fill(1n), [1, seen]);
  }
  if (cache !== null) feeds[cache.past] = new ort.Tensor("float32", past, [before, cache.size]);
  const present = keep ? cache?.present : undefined;
  const outputs = await session.run(feeds, present === undefined ? [output.name] : [output.name, present]);
  return {
    values: floats(outputs[output.name], {
      length: ids.length * valuesPerToken(output.kind),
      what: `${output.name} has shape`,
      wanted: output.kind,
    }),
    present:
      cache === null || present === undefined
        ? new Float32Array(0)
        : floats(outputs[present], {
            length: ids.length * cache.size,
            what: `${present} has shape`,
            wanted: `[${ids.length}, ${cache.size}]`,
          }),
  };
}

function floats(
  tensor: ort.Tensor | undefined,
  { length, what, wanted }: { length: number; what: string; wanted: string },
): Float32Array {
  if (tensor?.data instanceof Float32Array && tensor.data.length === length) return tensor.data;
  throw new Error(`${what} [${tensor?.dims.join(", ")}], not ${wanted}`);
}
