import type { Db } from "#db/client";
import type { Scorer } from "#server/prm/index";
import type { Verifier } from "#server/verification/index";
import type { JobKind, JobPayload, JobResult } from "./contracts";

export type Progress = {
  done: number;
  /** Null while unknown. */
  total: number | null;
  /** What is being done, for people. */
  message: string;
};

/** The engines' pools, shared with interactive calls. */
export type Engines = {
  /** Resolves also when verification is off: ask `status()`. */
  verifier: () => Promise<Verifier>;
  /** The scorer of a bundle's folder, of the default model without one. Throws with the reason when it cannot be opened. */
  scorer: (modelDir?: string) => Promise<Scorer>;
};

export type ProcessorContext<Payload> = {
  job: { id: number; datasetId: number | null; attempts: number };
  payload: Payload;
  db: Db;
  /**
   * Aborted when the job is cancelled or the worker stops: leave at the next checkpoint, by throwing or by
   * `signal.throwIfAborted()`. What was committed stays; a stopped job is run again from there.
   */
  signal: AbortSignal;
  /** Cheap: call it as often as you like. */
  progress: (progress: Progress) => void;
  engines: Engines;
};

/** Does a job of one kind. May be run again after an interruption, and must then go on where it was. */
export type Processor<K extends JobKind> = (
  context: ProcessorContext<JobPayload<K>>,
) => Promise<JobResult<K>>;

export type Processors = { [K in JobKind]: Processor<K> };
