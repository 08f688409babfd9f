/**
 * The process in which programs run, each in a WebAssembly interpreter (machine.mjs). It is started without an
 * environment and under Node's permission model, speaks with the server over one channel only, and ends when that closes.
 *
 *     node main.mjs <python.wasm> <folder of the harness> <threads>
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { patchModule } from "./patch-module.mjs";
import { Pool } from "./pool.mjs";

const [binary = "", harness = "", threads = "1"] = process.argv.slice(2);
const send = (/** @type {object} */ message) => void process.send?.(message);
process.on("disconnect", () => process.exit(0));

let wasReady = false;
const pool = new Pool({
  module: await WebAssembly.compile(patchModule(readFileSync(binary))),
  boot: {
    script: readFileSync(new URL("./boot.py", import.meta.url), "utf8"),
    files: packTexts(harnessFiles()),
  },
  threads: Number(threads),
  onReport: (id, report) => send({ kind: "report", id, report }),
  onFailure: (id, reason) => send({ kind: "failed", id, reason }),
  onReady: () => {
    if (!wasReady) send({ kind: "ready" });
    wasReady = true;
  },
  onDead: (reason) => {
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  },
});

process.on("message", (/** @type {any} */ message) => {
  if (message.kind === "run") pool.add(message.task);
  else pool.cancel(message.id);
});

/** Names and sources, one after the other. */
function harnessFiles() {
  const names = readdirSync(harness).filter((name) => name.endsWith(".py"));
  return names.flatMap((name) => [name.slice(0, -3), readFileSync(path.join(harness, name), "utf8")]);
}

/** As fields.py packs. */
function packTexts(/** @type {string[]} */ texts) {
  const number = (/** @type {number} */ value) => new Uint8Array(Uint32Array.of(value).buffer);
  const parts = texts.map((text) => Buffer.from(text));
  return Buffer.concat([number(parts.length), ...parts.flatMap((part) => [number(part.length), part])]);
}
