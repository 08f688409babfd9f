import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ZippedFile, zipOf } from "./testing";
import { unpackBundle } from "./unpack-bundle";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "linewise-unpack-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function unpack(bytes: Buffer | ZippedFile[], limits?: { files: number; bytes: number }) {
  const archive = path.join(root, "a.zip");
  writeFileSync(archive, Buffer.isBuffer(bytes) ? bytes : zipOf(bytes));
  return unpackBundle(archive, path.join(root, "out"), limits);
}

describe("unpackBundle", () => {
  it.each([
    ["at the top", ""],
    ["in one folder", "small-model/"],
  ])("takes files %s", async (_, prefix) => {
    const folder: ZippedFile[] = prefix === "" ? [] : [{ name: prefix, content: "", mode: 0o040755 }];
    const files = ["prm.json", "model.onnx"].map((name) => ({
      name: prefix + name,
      content: `${name} text`,
    }));
    await unpack([...folder, ...files]);
    expect(readdirSync(path.join(root, "out")).sort()).toEqual(["model.onnx", "prm.json"]);
    expect(readFileSync(path.join(root, "out", "prm.json"), "utf8")).toBe("prm.json text");
  });

  const plain: ZippedFile = { name: "prm.json" };
  it.each<[string, ZippedFile[] | Buffer, RegExp]>([
    ["a way out", [plain, { name: "../evil" }], /evil|relative/],
    ["a way out further down", [plain, { name: "a/../../evil" }], /relative|plain name/],
    ["an absolute path", [{ name: "/etc/passwd" }], /absolute/],
    ["a backslash", [{ name: "..\\evil" }], /invalid|plain name/],
    ["a hidden file", [{ name: ".npmrc" }], /plain name/],
    ["a symbolic link", [{ name: "prm.json", content: "/etc/passwd", mode: 0o120777 }], /link/],
    ["a device", [{ name: "prm.json", mode: 0o020666 }], /link or a device/],
    ["folders in folders", [{ name: "a/b/prm.json" }], /plain name/],
    ["files of two folders", [{ name: "a/prm.json" }, { name: "b/model.onnx" }], /not beside/],
    ["the same file twice", [plain, { name: "PRM.json" }], /twice/],
    ["an encrypted file", [{ ...plain, flags: 1 }], /encrypted/],
    ["a file longer than it says", [{ ...plain, content: "x".repeat(5_000), claimed: 10 }], /bytes/],
    ["nothing", [], /empty/],
    ["no zip", Buffer.from("not a zip"), /no zip file/],
  ])("refuses %s", async (_, files, reason) => {
    await expect(unpack(files)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(reason),
    });
    expect(existsSync(path.join(root, "evil"))).toBe(false);
  });

  it.each([
    ["files", { files: 1, bytes: 1_000 }, /more than 1 files/],
    ["bytes", { files: 9, bytes: 100 }, /more than 100 bytes/],
  ])("refuses too many %s, before it writes them", async (_, limits, reason) => {
    const files = [plain, { name: "model.onnx", content: "x".repeat(500) }];
    await expect(unpack(files, limits)).rejects.toThrow(reason);
    expect(readdirSync(path.join(root, "out"))).toEqual(["prm.json"]);
  });
});
