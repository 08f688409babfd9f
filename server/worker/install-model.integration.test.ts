import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { models } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { defaultModelDir } from "#server/core/model-dir";
import { type ZippedFile, zipOf } from "#server/prm/testing";
import { installModel } from "./install-model";

let database: Database;
let dataDir: string;
const bundled = defaultModelDir();
const bundle: ZippedFile[] = readdirSync(bundled).map((name) => ({
  name: `mine/${name}`,
  content: readFileSync(path.join(bundled, name)),
}));

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(path.join(tmpdir(), "linewise-install-"));
  mkdirSync(path.join(dataDir, "uploads"));
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function install(files: ZippedFile[]) {
  const upload = randomUUID();
  writeFileSync(path.join(dataDir, "uploads", `${upload}.zip`), zipOf(files));
  return installModel({ db: database.db, dataDir }, upload);
}

/** The bundle with one of its files changed. */
const changed = (name: string, change: (text: string) => string): ZippedFile[] =>
  bundle.map((file) =>
    file.name === `mine/${name}` ? { ...file, content: change(String(file.content)) } : file,
  );

const left = () => [readdirSync(path.join(dataDir, "uploads")), readdirSync(path.join(dataDir, "models"))];

describe("installModel", () => {
  it("registers a bundle beside the one in use, once however often it comes", async () => {
    const { modelId } = await install(bundle);
    expect(await install(bundle)).toEqual({ modelId });
    const [row] = await database.db.select().from(models).where(eq(models.id, modelId));
    expect(row?.active).toBe(false);
    expect(existsSync(path.join(row?.path ?? "", "model.onnx"))).toBe(true);
    expect(left()).toEqual([[], [row?.digest]]);
  });

  it.each<[string, () => ZippedFile[], RegExp]>([
    [
      "without its tokenizer",
      () => bundle.filter(({ name }) => !name.includes("tokenizer.json")),
      /no tokenizer.json/,
    ],
    [
      "whose file is not the described one",
      () => changed("tokenizer_config.json", (text) => `${text} `),
      /sha256/,
    ],
    [
      "whose scores are not those of its training",
      () => changed("parity.jsonl", (text) => text.replace(/"raw": ?\[[^,]*,/, '"raw": [77,')),
      /scores .* here and 77/,
    ],
    ["that leads out of its folder", () => [...bundle, { name: "../../evil" }], /not taken/],
  ])("refuses one %s, and leaves nothing of it", async (_, files, reason) => {
    const before = await database.db.$count(models);
    await expect(install(files())).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(reason),
    });
    expect(await database.db.$count(models)).toBe(before);
    expect(left()[0]).toEqual([]);
    expect(left()[1]?.filter((name) => name.startsWith("."))).toEqual([]);
  });
});
