import type { Model } from "./model-session";
import type { PrefixCache } from "./prefix-cache";
import { valuesPerToken } from "./read-scores";
import type { Window } from "./windows";

/** The model's outputs at every token of a window, and how many of its tokens were not read again. */
export async function readWindow(
  window: Window,
  { model, cache }: { model: Model; cache: PrefixCache | null },
): Promise<{ values: Float32Array; reused: number }> {
  const { ids } = window;
  if (cache === null || ids.length > model.manifest.max_tokens) {
    return { values: (await model.pass(ids)).values, reused: 0 };
  }
  const known = cache.look(window);
  if (known.tokens === ids.length) return { values: known.complete(), reused: ids.length };
  const start = Math.max(0, known.tokens - 1);
  const rest = await model.pass(ids.slice(start), { past: known.past, keep: true });
  return { values: known.complete(rest), reused: start };
}

/** Cuts that are tried, evenly over a window. */
const triedCuts = 6;

/**
 * Whether a model's outputs are the same to the bit when a window is read from a cut on as when it is read whole. That
 * rests on the kernels that onnxruntime has for this processor, so it is tried where the model is opened, and prefixes are
 * kept only where it holds: a score must not depend on what was scored before.
 */
export async function keepsBits(window: Window, model: Model): Promise<boolean> {
  const { cache, output } = model.manifest;
  if (cache === null) return false;
  const whole = await model.pass(window.ids, { keep: true });
  const perToken = valuesPerToken(output.kind);
  const cuts = window.cuts.filter((cut) => cut < window.ids.length);
  const stride = Math.max(1, Math.floor(cuts.length / triedCuts));
  for (const cut of cuts.filter((_, index) => index % stride === 0)) {
    const start = cut - 1;
    const rest = await model.pass(window.ids.slice(start), {
      past: whole.present.subarray(0, start * cache.size),
      keep: true,
    });
    if (!sameBits(rest.values.subarray(perToken), whole.values.subarray(cut * perToken))) return false;
    if (!sameBits(rest.present, whole.present.subarray(start * cache.size))) return false;
  }
  return true;
}

function sameBits(left: Float32Array, right: Float32Array): boolean {
  return left.length === right.length && left.every((value, index) => Object.is(value, right[index]));
}
