import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repoPath } from "#server/core/paths";
import { createScorer } from "./create-scorer";
import { loadManifest, scoringDigest } from "./manifest";

const bundled = repoPath("models", "linewise-small");
let dir = "";

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "linewise-bundle-"));
  await cp(bundled, dir, { recursive: true });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function edit(change: (manifest: Record<string, unknown>) => void): Promise<void> {
  const file = join(dir, "prm.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
}

test("the bundled model is whole", async () => {
  const { manifest, digest } = await loadManifest(dir);
  expect(manifest.name).toBe("linewise-small");
  expect(manifest.training.in_sample.map((entry) => entry.dataset)).toContain("mbpp");
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test("a file that is not the one described is refused", async () => {
  await writeFile(join(dir, "tokenizer_config.json"), "{}");
  await expect(loadManifest(dir)).rejects.toThrow(
    /tokenizer_config\.json is not the file that prm\.json describes/,
  );
});

test("a missing file is named", async () => {
  await rm(join(dir, "model.onnx"));
  await expect(loadManifest(dir)).rejects.toMatchObject({ code: "not-found", message: /model\.onnx/ });
});

test("another vocabulary size is refused", async () => {
  await edit((manifest) => {
    manifest.vocabulary_size = 5000;
  });
  await expect(loadManifest(dir)).rejects.toThrow(/tokenizer has \d+ entries, prm\.json says 5000/);
});

test("a separator of several tokens is refused", async () => {
  await edit((manifest) => {
    manifest.separator = { text: "\nзебра", token_id: null };
  });
  await expect(loadManifest(dir)).rejects.toThrow(/separator is \d+ tokens/);
});

test("a path out of the bundle is refused", async () => {
  await edit((manifest) => {
    manifest.files = { ...Object(manifest.files), "../secret": "0" };
  });
  await expect(loadManifest(dir)).rejects.toThrow(/not a plain file name/);
});

test("a prm.json that is no manifest says where", async () => {
  await edit((manifest) => {
    manifest.max_tokens = -1;
  });
  await expect(loadManifest(dir)).rejects.toThrow(/prm\.json: max_tokens/);
});

test("tensor names that the model does not have are refused with both lists", async () => {
  await edit((manifest) => {
    manifest.inputs = { input_ids: "tokens", attention_mask: null };
  });
  await expect(createScorer({ modelDir: dir, threads: 1 })).rejects.toThrow(
    /takes input_ids, past; prm\.json says tokens, past/,
  );
  await edit((manifest) => {
    manifest.inputs = { input_ids: "input_ids", attention_mask: null };
    manifest.output = { name: "reward", kind: "token-logits-2" };
  });
  await expect(createScorer({ modelDir: dir, threads: 1 })).rejects.toThrow(/prm\.json says reward/);
});

test("a cache that the model does not keep so is refused", async () => {
  const cache = { past: "past", present: "present", size: 3072 };
  await edit((manifest) => {
    manifest.cache = { ...cache, present: "kept" };
  });
  await expect(createScorer({ modelDir: dir, threads: 1 })).rejects.toThrow(/prm\.json says kept/);
  await edit((manifest) => {
    manifest.cache = { ...cache, size: 64 };
  });
  await expect(createScorer({ modelDir: dir, threads: 1 })).rejects.toThrow(/model bundle refused/);
  await edit((manifest) => {
    manifest.cache = cache;
    manifest.causal = false;
  });
  await expect(loadManifest(dir)).rejects.toThrow(/not causal/);
});

test("an output of another kind is refused", async () => {
  await edit((manifest) => {
    manifest.output = { name: "line_logits", kind: "token-logit-1" };
  });
  await expect(createScorer({ modelDir: dir, threads: 1 })).rejects.toThrow(
    /has shape \[1, 2, 2\], not token-logit-1/,
  );
});

test("the digest stays when only words and measurements change, and moves with the threshold", async () => {
  const { manifest, digest } = await loadManifest(dir);
  expect(scoringDigest({ ...manifest, description: "another", metrics: [] })).toBe(digest);
  expect(scoringDigest({ ...manifest, threshold: manifest.threshold / 2 })).not.toBe(digest);
});
