import { Worker } from "node:worker_threads";
import { AppError, messageOf } from "#server/core/errors";
import { type Group, JobQueue, type Place } from "./job-queue";
import type { ScoreRequest } from "./schema";
import { threadFile } from "./thread-file";
import { type RawScores, type ThreadData, type ThreadReply, threadReplySchema } from "./thread-protocol";

type Job = {
  id: number;
  request: ScoreRequest;
  resolve: (scores: RawScores) => void;
  reject: (error: AppError) => void;
};

/** `first`: a person waits for it. `group`: programs that are read one after the other; by itself without one. */
type RunOptions = { first: boolean; group: Group | undefined; signal: AbortSignal | undefined };

type Slot = { worker: Worker; ready: boolean; job: Job | null; place: Place | null; unwanted: Int32Array };

type PoolData = Omit<ThreadData, "unwanted">;

/**
 * Threads with one session each. A program runs on one thread; two programs run side by side. A thread that dies takes
 * the program it was at with it (`unavailable`) and is replaced; when a replacement can't open the model either, the
 * pool is closed with that reason.
 */
export class ThreadPool {
  readonly #data: PoolData;
  readonly #slots = new Set<Slot>();
  readonly #waiting = new JobQueue<Job>();
  #closed: AppError | null = null;
  #nextId = 1;

  private constructor(data: PoolData) {
    this.#data = data;
  }

  /** Starts `threads` threads; rejects with the first one's reason when the model can't be opened. */
  static async start(data: PoolData, threads: number): Promise<ThreadPool> {
    const pool = new ThreadPool(data);
    try {
      await Promise.all(Array.from({ length: threads }, () => pool.#startThread()));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /**
   * Raw scores of one program; `first`, before all that came and comes without it. Rejects with `cancelled` as soon as the signal
   * fires, even while the program runs; its thread is free after the window it is at.
   */
  run(request: ScoreRequest, { first, group = Symbol(), signal }: RunOptions): Promise<RawScores> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const job: Job = { id: this.#nextId++, request, resolve, reject };
      const abort = () => {
        this.#waiting.remove(job);
        for (const slot of this.#slots) if (slot.job === job) Atomics.store(slot.unwanted, 0, job.id);
        reject(cancelled());
      };
      const settled = () => signal?.removeEventListener("abort", abort);
      job.resolve = (scores) => {
        settled();
        resolve(scores);
      };
      job.reject = (error) => {
        settled();
        reject(error);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.push(job, { group, first });
      this.#dispatch();
    });
  }

  /** Ends all threads; what waits or runs is rejected. */
  async close(
    reason = new AppError("unavailable", "the scorer is closed", { retryable: false }),
  ): Promise<void> {
    this.#closed ??= reason;
    for (const job of this.#waiting.drain()) job.reject(this.#closed);
    const slots = [...this.#slots];
    this.#slots.clear();
    for (const slot of slots) slot.job?.reject(this.#closed);
    await Promise.all(slots.map((slot) => slot.worker.terminate()));
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (!slot.ready || slot.job) continue;
      const next = this.#waiting.take(slot.place, this.#groupsOfOthers(slot));
      if (next === null) return;
      slot.job = next.job;
      slot.place = next.place;
      slot.worker.postMessage({ id: next.job.id, request: next.job.request });
    }
  }

  #groupsOfOthers(slot: Slot): Set<Group> {
    const groups = new Set<Group>();
    for (const other of this.#slots) {
      if (other !== slot && other.job !== null && other.place !== null) groups.add(other.place.group);
    }
    return groups;
  }

  #startThread(): Promise<void> {
    const unwanted = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const workerData: ThreadData = { ...this.#data, unwanted };
    const worker = new Worker(threadFile(), { workerData, name: "linewise-prm" });
    const slot: Slot = { worker, ready: false, job: null, place: null, unwanted: new Int32Array(unwanted) };
    this.#slots.add(slot);
    return new Promise((resolve, reject) => {
      worker.on("message", (message: unknown) => {
        const reply = threadReplySchema.parse(message);
        if (reply.kind === "ready") {
          slot.ready = true;
          resolve();
          this.#dispatch();
        } else if (reply.kind === "refused") {
          reject(new AppError("invalid-input", `model bundle refused: ${reply.reason}`));
        } else this.#finish(slot, reply);
      });
      const lost = (reason: string) => {
        reject(new AppError("unavailable", `a scoring thread did not start: ${reason}`));
        this.#replace(slot, reason);
      };
      worker.on("error", (error: unknown) => lost(messageOf(error)));
      worker.on("exit", (code) => lost(`it ended with code ${code}`));
    });
  }

  #finish(slot: Slot, reply: Extract<ThreadReply, { id: number }>): void {
    const job = slot.job;
    slot.job = null;
    if (job?.id === reply.id) {
      if (reply.kind === "scored") job.resolve(reply.result);
      else job.reject(new AppError("internal", `scoring failed: ${reply.reason}`));
    }
    this.#dispatch();
  }

  /** Called on both `error` and `exit` of a thread; only the first of them finds the slot. */
  #replace(slot: Slot, reason: string): void {
    if (!this.#slots.delete(slot) || this.#closed) return;
    slot.job?.reject(new AppError("unavailable", `the scoring thread died: ${reason}`));
    if (!slot.ready) return;
    this.#startThread().catch((error: unknown) => this.close(new AppError("unavailable", messageOf(error))));
  }
}

function cancelled(): AppError {
  return new AppError("cancelled", "scoring was cancelled");
}
