import path from "node:path";
import * as ort from "onnxruntime-node";
import { createEncode, encodeProgram, separatorId } from "#server/prm/encode";
import { loadManifest, readTokenizer } from "#server/prm/manifest";
import { planWindows } from "#server/prm/windows";
import type { Program } from "./programs";

/** onnxruntime and nothing else: one session, one thread, token ids ready. Its run is what no server can be faster than. */
export async function bareSession(modelDir: string) {
  const { manifest } = await loadManifest(modelDir);
  const { cache } = manifest;
  const { tokenizer, config } = await readTokenizer(modelDir);
  const encode = createEncode(tokenizer, config);
  const separator = separatorId(encode, manifest.separator);
  const session = await ort.InferenceSession.create(path.join(modelDir, "model.onnx"), {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  return {
    ids: (program: Program) => {
      const { prompt, steps } = encodeProgram(program, { manifest, encode, separator });
      return planWindows(prompt, steps, manifest.max_tokens).map(({ ids }) =>
        BigInt64Array.from(ids, BigInt),
      );
    },
    run: async (windows: BigInt64Array[]) => {
      for (const ids of windows) {
        const feeds: Record<string, ort.Tensor> = {
          [manifest.inputs.input_ids]: new ort.Tensor("int64", ids, [1, ids.length]),
        };
        if (manifest.inputs.attention_mask !== null) {
          const ones = new BigInt64Array(ids.length).fill(1n);
          feeds[manifest.inputs.attention_mask] = new ort.Tensor("int64", ones, [1, ids.length]);
        }
        if (cache !== null) {
          feeds[cache.past] = new ort.Tensor("float32", new Float32Array(0), [0, cache.size]);
        }
        await session.run(feeds, [manifest.output.name]);
      }
    },
  };
}
