import { Worker } from "node:worker_threads";
import { cpuOfRun, cpuOfThread } from "./cpu-clock.mjs";
import { Ledger } from "./ledger.mjs";

const pageKb = 64;
/** A long run is looked at this often; a shorter limit sooner. */
const longestLookMs = 100;
const shortestLookMs = 1;
/** Deep recursion inside the interpreter ends as on any machine: by running out of stack. */
const stackMb = 8;

/**
 * A job on its way. `memoryMb` is what a program may take on top of the interpreter's own.
 * @typedef {{ id: number, job: Uint8Array, isInteractive: boolean, cpuMs: number, idleMs: number, memoryMb: number }} Task
 * @typedef {{ worker: Worker, ledger: Ledger, kernelId: number | null, isReady: boolean, run: Run | null }} Thread
 * @typedef {{ task: Task, startedAt: number, cpuBefore: number | null, timer: NodeJS.Timeout | null }} Run
 * @typedef {{ end: "exited" | "cpu-time" | "blocked" | "flood", status: number, cpuUs: number, wallUs: number, peakKb: number, output: Uint8Array }} Report
 */

/**
 * Threads that run one program each, and the watchdog outside of them. A thread whose program does not end is ended and
 * replaced from the image, without starting Python again. There is always one thread more than bulk work may use: it
 * takes interactive work while all others are busy, and the place of a thread that was ended.
 */
export class Pool {
  /** @type {Set<Thread>} */
  #threads = new Set();
  /** @type {Task[]} */
  #bulk = [];
  /** @type {Task[]} */
  #interactive = [];
  #image = /** @type {import("./machine.mjs").Image | null} */ (null);
  #options;

  /**
   * @param {{ module: WebAssembly.Module, boot: { script: string, files: Uint8Array }, threads: number,
   *   onReport: (id: number, report: Report) => void, onFailure: (id: number, reason: string) => void,
   *   onReady: () => void, onDead: (reason: string) => void }} options
   */
  constructor(options) {
    this.#options = options;
    this.#start();
  }

  add(/** @type {Task} */ task) {
    (task.isInteractive ? this.#interactive : this.#bulk).push(task);
    this.#dispatch();
  }

  /** Nobody wants the result any more: a run that has begun is ended. */
  cancel(/** @type {number} */ id) {
    for (const lane of [this.#interactive, this.#bulk]) {
      const position = lane.findIndex((task) => task.id === id);
      if (position >= 0) lane.splice(position, 1);
    }
    for (const thread of this.#threads) {
      if (thread.run?.task.id === id) this.#replace(thread);
    }
  }

  #start() {
    const ledger = new Ledger();
    const { module, boot } = this.#options;
    const worker = new Worker(new URL("./thread.mjs", import.meta.url), {
      workerData: { module, boot, image: this.#image, ledgerBuffer: ledger.buffer },
      resourceLimits: { stackSizeMb: stackMb },
      env: {},
    });
    /** @type {Thread} */
    const thread = { worker, ledger, kernelId: null, isReady: false, run: null };
    this.#threads.add(thread);
    worker.on("message", (message) => this.#receive(thread, message));
    worker.on("error", (error) => this.#fail(thread, String(error)));
    worker.on("exit", () => this.#fail(thread, "the thread ended"));
  }

  /** @param {any} message */
  #receive(/** @type {Thread} */ thread, message) {
    if (!this.#threads.has(thread)) return;
    switch (message.kind) {
      case "booted":
        this.#image = message.image;
        while (this.#threads.size < this.#options.threads + 1) this.#start();
        break;
      case "ready":
        thread.kernelId = message.threadId;
        thread.isReady = true;
        this.#options.onReady();
        break;
      case "ended":
        this.#settle(thread, message);
        break;
    }
    this.#dispatch();
  }

  #dispatch() {
    const idle = [...this.#threads].filter((thread) => thread.isReady && thread.run === null);
    const running = [...this.#threads].filter((thread) => thread.run !== null).length;
    let places = this.#options.threads - running;
    for (const thread of idle) {
      const task = this.#interactive.shift() ?? (places > 0 ? this.#bulk.shift() : undefined);
      if (task === undefined) return;
      places -= 1;
      const { job, memoryMb, idleMs } = task;
      const cpuBefore = cpuOfThread(thread.kernelId);
      thread.run = { task, startedAt: performance.now(), cpuBefore, timer: null };
      thread.worker.postMessage({ job, memoryMb, idleMs });
      this.#lookLater(thread, thread.run, task.cpuMs);
    }
  }

  /** @param {Omit<Report, "cpuUs" | "peakKb"> & { pages: number }} ended */
  #settle(/** @type {Thread} */ thread, { end, status, wallUs, pages, output }) {
    const { run } = thread;
    if (run === null) return;
    clearTimeout(run.timer ?? undefined);
    thread.run = null;
    const cpuUs = Math.round(1000 * cpuOfRun(wallUs / 1000, this.#cpuOf(thread, run)));
    this.#options.onReport(run.task.id, { end, status, cpuUs, wallUs, peakKb: pages * pageKb, output });
  }

  /** CPU milliseconds of the run so far; where the kernel keeps no account of threads, time on the wall. */
  #cpuOf(/** @type {Thread} */ { kernelId }, /** @type {Run} */ { startedAt, cpuBefore }) {
    const account = cpuBefore === null ? null : cpuOfThread(kernelId);
    return account === null || cpuBefore === null ? performance.now() - startedAt : account - cpuBefore;
  }

  #lookLater(/** @type {Thread} */ thread, /** @type {Run} */ run, /** @type {number} */ leftMs) {
    // CPU time grows no faster than the clock on the wall, so there is nothing to see before this.
    const delay = Math.min(longestLookMs, Math.max(shortestLookMs, leftMs));
    run.timer = setTimeout(() => this.#look(thread, run), delay);
  }

  #look(/** @type {Thread} */ thread, /** @type {Run} */ run) {
    if (thread.run !== run) return;
    const { ledger } = thread;
    const usedMs = this.#cpuOf(thread, run);
    if (usedMs < run.task.cpuMs || !ledger.isRunning) {
      // One that is not running has ended, and word of it is on the way, or is about to begin.
      this.#lookLater(thread, run, run.task.cpuMs - usedMs);
      return;
    }
    const wallUs = Math.round((performance.now() - run.startedAt) * 1000);
    this.#options.onReport(run.task.id, {
      end: "cpu-time",
      status: -9,
      cpuUs: Math.round(usedMs * 1000),
      wallUs,
      peakKb: ledger.pages * pageKb,
      output: ledger.read(),
    });
    this.#replace(thread);
  }

  #replace(/** @type {Thread} */ thread) {
    this.#threads.delete(thread);
    clearTimeout(thread.run?.timer ?? undefined);
    thread.run = null;
    void thread.worker.terminate();
    this.#start();
    this.#dispatch();
  }

  /** A thread that ended by itself: its program is to be tried again. Before the first image there is nothing to repeat. */
  #fail(/** @type {Thread} */ thread, /** @type {string} */ reason) {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.run?.timer ?? undefined);
    if (this.#image === null || !thread.isReady) {
      this.#options.onDead(reason);
      return;
    }
    if (thread.run !== null) this.#options.onFailure(thread.run.task.id, reason);
    this.#start();
  }
}
