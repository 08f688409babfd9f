/** NOTIFY channel that carries a job's id whenever its row changed. Listeners read the row. */
export const jobsChannel = "linewise_jobs";

/** First key of the advisory lock that a job's runner holds; the second is the job's id. */
export const jobLockClass = 731_940;

/** Advisory lock that every job consumer shares while it lives. */
export const workerLock = 731_940_220;

/** A job's name in the queue: its kind says which workers can take it, its key finds it again. */
export const queueTask = (kind: string) => `linewise:${kind}`;
export const queueKey = (jobId: number) => `linewise:${jobId}`;

/**
 * Jobs of one queue run one after the other, in order: those of a dataset, imports, and training runs, which would only
 * make each other slower.
 */
export function queueOf(kind: string, datasetId: number | null): string {
  if (kind === "train") return "training";
  return datasetId === null ? "import" : `dataset-${datasetId}`;
}

/** A chore of the queue's, without a job's row: where fold models disagree with a dataset's labels is said anew. */
export const disagreementTask = "linewise-chore:disagreement";

/** Interruptions and failures after which a job is given up: something in it kills its worker. */
export const maxAttempts = 10;
