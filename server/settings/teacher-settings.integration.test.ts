import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { settings } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { saveTeacherSchema } from "./schema";
import { openSecret, sealSecret } from "./secret-box";
import {
  endpointToTest,
  getTeacher,
  getTeacherView,
  type SettingsEnv,
  saveTeacher,
} from "./teacher-settings";

const noLlm = { baseUrl: undefined, model: undefined, apiKey: undefined };
const here = { baseUrl: "https://models.example/v1", model: "tiny" };
const save = (given: Record<string, unknown>) => saveTeacherSchema.parse({ ...here, ...given });

let database: Database;
let dataDir: string;
let from: SettingsEnv;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.db.delete(settings);
  dataDir = mkdtempSync(path.join(tmpdir(), "linewise-settings-"));
  from = { dataDir, llm: noLlm };
  return () => rmSync(dataDir, { recursive: true, force: true });
});
afterAll(() => database.close());

describe("a stored key", () => {
  it("is encrypted, is not in what the page sees, and comes back for calls", async () => {
    const view = await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    expect(view).toMatchObject({ ...here, keySource: "stored", configured: true });
    expect(JSON.stringify(view)).not.toContain("sk-secret");
    const [row] = await database.db.select().from(settings);
    expect(JSON.stringify(row)).not.toContain("sk-secret");
    expect(Buffer.from(row?.secret ?? "", "base64").toString("latin1")).not.toContain("sk-secret");
    expect((await getTeacher(database.db, from)).endpoint.apiKey).toBe("sk-secret");
    expect(statSync(path.join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
  });

  it("stays when something else is changed", async () => {
    await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    await saveTeacher(database.db, save({ temperature: 0.1 }), from);
    const { endpoint, settings: used } = await getTeacher(database.db, from);
    expect([endpoint.apiKey, used.temperature]).toEqual(["sk-secret", 0.1]);
  });

  it("goes when the base URL is changed, and does not come back with the old one", async () => {
    await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    const moved = await saveTeacher(database.db, save({ baseUrl: "https://evil.example/v1" }), from);
    expect(moved.keySource).toBe("none");
    expect((await saveTeacher(database.db, save({}), from)).keySource).toBe("none");
  });

  it("goes when it is removed", async () => {
    await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    expect((await saveTeacher(database.db, save({ apiKey: null }), from)).keySource).toBe("none");
  });

  it("does not open for an address that was put into the database beside it", async () => {
    await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    await database.db.update(settings).set({ value: { ...here, baseUrl: "https://evil.example/v1" } });
    expect((await getTeacherView(database.db, from)).keySource).toBe("unreadable");
    await expect(getTeacher(database.db, from)).rejects.toThrow("Enter it again");
  });

  it("does not open in another data folder", async () => {
    await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    rmSync(path.join(dataDir, "secret.key"));
    expect((await getTeacherView(database.db, from)).keySource).toBe("unreadable");
    // Reading must not make a key either.
    expect(existsSync(path.join(dataDir, "secret.key"))).toBe(false);
  });

  it("is tested with its own address only", async () => {
    await saveTeacher(database.db, save({ apiKey: "sk-secret" }), from);
    const test = { model: "tiny", allowPrivate: false };
    const own = await endpointToTest(database.db, { ...test, baseUrl: here.baseUrl }, from);
    const other = await endpointToTest(database.db, { ...test, baseUrl: "https://evil.example/v1" }, from);
    const given = await endpointToTest(
      database.db,
      { ...test, baseUrl: "https://evil.example/v1", apiKey: "sk-new" },
      from,
    );
    expect([own.apiKey, other.apiKey, given.apiKey]).toEqual(["sk-secret", null, "sk-new"]);
  });
});

describe("the environment", () => {
  it("sets the teacher up until something is saved", async () => {
    const llm = { ...here, apiKey: "sk-env" };
    expect(await getTeacherView(database.db, { dataDir, llm })).toMatchObject({
      ...here,
      keySource: "environment",
      environmentKey: { baseUrl: here.baseUrl },
      configured: true,
    });
    await saveTeacher(database.db, save({ model: "large" }), { dataDir, llm });
    const { endpoint, settings: used } = await getTeacher(database.db, { dataDir, llm });
    expect([endpoint.apiKey, used.model]).toEqual(["sk-env", "large"]);
  });

  it("does not give its key to another address than its own", async () => {
    const llm = { ...here, apiKey: "sk-env" };
    const view = await saveTeacher(database.db, save({ baseUrl: "https://evil.example/v1" }), {
      dataDir,
      llm,
    });
    expect(view.keySource).toBe("none");
    expect(view.environmentKey).toEqual({ baseUrl: here.baseUrl });
  });

  it("says where its key goes, and never what it is", async () => {
    const llm = { baseUrl: undefined, model: undefined, apiKey: "sk-env" };
    const free = await getTeacherView(database.db, { dataDir, llm });
    expect(free.environmentKey).toEqual({ baseUrl: null });
    expect(JSON.stringify(free)).not.toContain("sk-env");
    expect((await getTeacherView(database.db, from)).environmentKey).toBeNull();
  });
});

it("takes no address with a password or a query, nor one of another kind", () => {
  for (const baseUrl of [
    "https://me:pw@models.example/v1",
    "https://models.example/v1?key=1",
    "file:///etc/passwd",
  ])
    expect(saveTeacherSchema.safeParse({ ...here, baseUrl }).success).toBe(false);
});

it("says that nothing is set up", async () => {
  expect(await getTeacherView(database.db, from)).toMatchObject({ configured: false, keySource: "none" });
  await expect(getTeacher(database.db, from)).rejects.toThrow("not set up");
});

describe("a sealed secret", () => {
  it("differs every time and opens to the same", () => {
    const [one, two] = [sealSecret(dataDir, "täst", "x"), sealSecret(dataDir, "täst", "x")];
    expect(one).not.toBe(two);
    expect([openSecret(dataDir, one, "x"), openSecret(dataDir, two, "x")]).toEqual(["täst", "täst"]);
  });

  it("does not open when a byte of it was changed", () => {
    const sealed = Buffer.from(sealSecret(dataDir, "secret", "x"), "base64");
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecret(dataDir, changed.toString("base64"), "x")).toBeNull();
    }
    expect(openSecret(dataDir, "", "x")).toBeNull();
    expect(readFileSync(path.join(dataDir, "secret.key"), "utf8")).toMatch(/^[\w+/]{43}=\n$/);
  });
});
