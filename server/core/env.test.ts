import path from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "./env";
import { repoRoot } from "./paths";

const base = { NODE_ENV: "test" } as const;

test("without variables, serves this machine only, from the clone's own data folder", () => {
  const settings = parseEnv(base);
  expect(settings).toMatchObject({ host: "127.0.0.1", port: 3000, databaseUrl: undefined, token: undefined });
  expect(settings.dataDir).toBe(path.join(repoRoot(), ".linewise"));
});

test("takes a blank variable for an absent one", () => {
  expect(parseEnv({ ...base, PORT: "", HOST: "", DATABASE_URL: "" })).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
  });
});

test("makes a relative data folder absolute", () => {
  expect(parseEnv({ ...base, LINEWISE_DATA_DIR: "here" }).dataDir).toBe(path.resolve("here"));
});

test("reads further host names in any case, with blanks", () => {
  expect(parseEnv({ ...base, LINEWISE_ALLOWED_HOSTS: " Lab.Example, ,b " }).allowedHosts).toEqual([
    "lab.example",
    "b",
  ]);
});

test.each([{ PORT: "http" }, { PORT: "70000" }, { LINEWISE_TOKEN: "short" }, { LINEWISE_WORKERS: "0" }])(
  "refuses %j by the variable's name",
  (wrong) => {
    expect(() => parseEnv({ ...base, ...wrong })).toThrow(new RegExp(Object.keys(wrong)[0] ?? ""));
  },
);
