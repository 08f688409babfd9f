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

test("takes the annotator and the interpreter, and knows what to do without", () => {
  const named = { ...base, LINEWISE_ANNOTATOR: " ada ", LINEWISE_PYTHON: "/opt/python3.12" };
  expect(parseEnv(named)).toMatchObject({ annotator: "ada", python: "/opt/python3.12" });
  const blank = { ...base, LINEWISE_ANNOTATOR: "  ", LINEWISE_PYTHON: "" };
  expect(parseEnv(blank)).toMatchObject({ annotator: undefined, python: "python3" });
});

test.each([
  { PORT: "http" },
  { PORT: "70000" },
  { LINEWISE_TOKEN: "short" },
  { LINEWISE_WORKERS: "0" },
  { LINEWISE_SANDBOX: "none" },
])("refuses %j by the variable's name", (wrong) => {
  expect(() => parseEnv({ ...base, ...wrong })).toThrow(new RegExp(Object.keys(wrong)[0] ?? ""));
});
