import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkLayers } from "./check-layers.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "linewise-layers-"));
  for (const room of ["mutation", "verification", "prm", "datasets", "labels", "live", "api", "core"]) {
    write(`server/${room}/index.ts`, "export const value = 1;\nexport type Name = string;\n");
    write(`server/${room}/schema.ts`, 'import { z } from "zod";\nexport const schema = z.string();\n');
    write(`server/${room}/inner.ts`, "export const inner = 1;\n");
  }
  write("db/client.ts", "export const value = 1;\n");
  write("server/core/words.ts", 'import { z } from "zod";\nexport const words = z.string();\n');
  write("server/core/disk.ts", 'import fs from "node:fs";\nexport const read = fs.readFileSync;\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function messagesFor(file: string, text: string): string[] {
  write(file, text);
  return checkLayers(root)
    .problems.filter((problem) => problem.file === file)
    .map((problem) => problem.message);
}

test("finds nothing in a house that is in order, and has looked at it", () => {
  expect(checkLayers(root)).toEqual({ problems: [], scanned: 27 });
});

describe("refuses", () => {
  test.each([
    ["an engine that imports the database", "server/mutation/x.ts", 'import "#db/client";'],
    [
      "an engine that imports another's code",
      "server/prm/x.ts",
      'import { value } from "#server/mutation/index";',
    ],
    [
      "an engine that imports another's schema as a value",
      "server/prm/x.ts",
      'import { schema } from "#server/mutation/schema";',
    ],
    ["a room entered by the side", "server/labels/x.ts", 'import { inner } from "#server/datasets/inner";'],
    ["a room entered by a relative path", "server/labels/x.ts", 'import { inner } from "../datasets/inner";'],
    ["records that look up", "server/datasets/x.ts", 'import { value } from "#server/labels/index";'],
    ["core that imports a room", "server/core/x.ts", 'import { value } from "#server/labels/index";'],
    ["a component that imports the server", "components/x.tsx", 'import { value } from "#server/api/index";'],
    [
      "a component that imports Node's core files",
      "components/x.tsx",
      'import { read } from "#server/core/disk";',
    ],
    [
      "a schema that imports code",
      "server/labels/schema.ts",
      'import { value } from "#server/datasets/index";',
    ],
    ["a schema that imports a package", "server/labels/schema.ts", 'import pg from "pg";'],
    ["a dynamic import", "server/mutation/x.ts", 'const m = await import("#db/client");'],
    ["a re-export", "server/mutation/x.ts", 'export { value } from "#db/client";'],
    ["a file that is not there", "server/labels/x.ts", 'import { a } from "#server/labels/absent";'],
  ])("%s", (_, file, text) => {
    expect(messagesFor(file, text)).not.toEqual([]);
  });
});

describe("allows", () => {
  test.each([
    [
      "an engine another's schema as types",
      "server/prm/x.ts",
      'import type { schema } from "#server/mutation/schema";',
    ],
    ["an engine types in braces", "server/prm/x.ts", 'import { type schema } from "../mutation/schema";'],
    ["records the records below", "server/labels/x.ts", 'import { value } from "#server/datasets/index";'],
    ["a component schemas", "components/x.tsx", 'import { schema } from "#server/labels/schema";'],
    ["a component words of core", "components/x.tsx", 'import { words } from "#server/core/words";'],
    ["a component the router's type", "components/x.tsx", 'import type { Name } from "#server/api/index";'],
    ["a schema another schema", "server/labels/schema.ts", 'import { schema } from "../datasets/schema";'],
    ["any room packages", "server/labels/x.ts", 'import pg from "pg";'],
  ])("%s", (_, file, text) => {
    expect(messagesFor(file, text)).toEqual([]);
  });
});
