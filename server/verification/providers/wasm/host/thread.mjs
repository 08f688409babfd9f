/** A thread that runs programs. It knows of one program at a time, and can be ended at any moment from outside. */
import { readlinkSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { Ledger } from "./ledger.mjs";
import { bootImage, Machine } from "./machine.mjs";

const { module, ledgerBuffer, boot } = workerData;
const ledger = new Ledger(ledgerBuffer);
let { image } = workerData;

if (image === null) {
  image = bootImage(module, boot.script, boot.files);
  const shared = new Uint8Array(new SharedArrayBuffer(image.memory.length));
  shared.set(image.memory);
  parentPort?.postMessage({ kind: "booted", image: { ...image, memory: shared } });
}
// A copy of its own: copying from shared memory is slower, and happens before every program.
const machine = new Machine(module, { ...image, memory: image.memory.slice() }, ledger);

parentPort?.on("message", ({ job, memoryMb, idleMs }) => {
  const started = performance.now();
  const ending = machine.run(job, { memoryMb, idleMs });
  const wallUs = Math.round((performance.now() - started) * 1000);
  parentPort?.postMessage({ kind: "ended", ...ending, wallUs, pages: ledger.pages, output: ledger.read() });
  machine.prepare();
});
parentPort?.postMessage({ kind: "ready", threadId: kernelThread() });

/** The kernel's number of this thread, by which its CPU time can be read; null where there is no such thing. */
function kernelThread() {
  try {
    return Number(readlinkSync("/proc/thread-self").split("/").at(-1));
  } catch {
    return null;
  }
}
