import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { sha256 } from "#server/core/digest";
import { AppError, messageOf } from "#server/core/errors";
import { createEncode, separatorId } from "./encode";
import { type PrmManifest, prmManifestSchema } from "./schema";

export type Bundle = { dir: string; manifest: PrmManifest; digest: string };

const required = ["model.onnx", "tokenizer.json", "tokenizer_config.json"] as const;

/**
 * Reads and checks a model bundle without running it: prm.json's shape, the sha256 of every file, the tokenizer's
 * vocabulary and separator. Throws `AppError` (`not-found`, `invalid-input`) that says what does not fit. Whether the
 * ONNX file has the named inputs and outputs is checked where it is opened (`createScorer`).
 */
export async function loadManifest(dir: string): Promise<Bundle> {
  const manifest = parseManifest(await readBundleFile(dir, "prm.json"));
  for (const name of required) {
    if (!Object.hasOwn(manifest.files, name)) refuse(`prm.json gives no sha256 for ${name}`);
  }
  for (const [name, wanted] of Object.entries(manifest.files)) {
    if (basename(name) !== name || name.startsWith(".")) refuse(`"${name}" is not a plain file name`);
    const found = sha256(await readBundleFile(dir, name));
    if (found !== wanted) refuse(`${name} is not the file that prm.json describes (sha256 ${found})`);
  }
  await checkTokenizer(dir, manifest);
  return { dir, manifest, digest: scoringDigest(manifest) };
}

/**
 * Identifies what decides a score: the files, how a program is fed and how the output is read. A better description or a
 * new measurement of the same model keeps the digest, so that stored scores stay its own.
 */
export function scoringDigest(manifest: PrmManifest): string {
  const { files, inputs, output, label_order, calibration, threshold, aggregate } = manifest;
  const { prompt_template, separator, end_of_program, blank_lines, max_tokens, max_prompt_tokens } = manifest;
  const deciding = {
    files: Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1)),
    feeding: { prompt_template, separator, end_of_program, blank_lines, max_tokens, max_prompt_tokens },
    reading: { inputs, output, label_order, calibration, threshold, aggregate },
  };
  return sha256(JSON.stringify(deciding));
}

/** The tokenizer's two files as the objects that `createEncode` takes. */
export async function readTokenizer(dir: string): Promise<{ tokenizer: object; config: object }> {
  const parse = async (name: string) => {
    try {
      return z.looseObject({}).parse(JSON.parse((await readBundleFile(dir, name)).toString("utf8")));
    } catch (error) {
      throw error instanceof AppError ? error : refusal(`${name} is not a JSON object: ${messageOf(error)}`);
    }
  };
  return { tokenizer: await parse("tokenizer.json"), config: await parse("tokenizer_config.json") };
}

const bpeSchema = z.looseObject({
  model: z.looseObject({ type: z.string(), vocab: z.record(z.string(), z.int()) }),
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })).default([]),
});

async function checkTokenizer(dir: string, manifest: PrmManifest): Promise<void> {
  const { tokenizer, config } = await readTokenizer(dir);
  const parsed = bpeSchema.safeParse(tokenizer);
  if (!parsed.success) refuse("tokenizer.json holds no BPE vocabulary");
  else {
    const { model, added_tokens } = parsed.data;
    if (model.type !== "BPE")
      refuse(`a ${model.type} tokenizer loses indentation; only byte-level BPE is taken`);
    const ids = new Set([...Object.values(model.vocab), ...added_tokens.map((token) => token.id)]);
    if (ids.size !== manifest.vocabulary_size) {
      refuse(`the tokenizer has ${ids.size} entries, prm.json says ${manifest.vocabulary_size}`);
    }
    const separator = separatorId(createEncode(tokenizer, config), manifest.separator);
    if (!ids.has(separator)) refuse(`the separator's token ${separator} is not in the vocabulary`);
  }
  if (!manifest.prompt_template.includes("{statement}")) refuse("prompt_template has no {statement}");
  if (manifest.max_prompt_tokens >= manifest.max_tokens) refuse("max_prompt_tokens leaves no room for code");
  if (manifest.cache !== null && !manifest.causal)
    refuse("a model that is not causal has no use for a cache");
}

function parseManifest(bytes: Uint8Array): PrmManifest {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    throw refusal(`prm.json is not JSON: ${messageOf(error)}`);
  }
  const parsed = prmManifestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(`prm.json: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a manifest"}`);
}

async function readBundleFile(dir: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(dir, name));
  } catch (error) {
    throw new AppError("not-found", `the model bundle has no ${name}`, { cause: error });
  }
}

function refusal(reason: string): AppError {
  return new AppError("invalid-input", `model bundle refused: ${reason}`);
}

function refuse(reason: string): never {
  throw refusal(reason);
}
