/** The worker as a process of the launcher's: it ends when told to, and by itself when the launcher is gone. */
import { messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { runWorker, type Worker } from "./run-worker";

/** Whoever is stuck in something for longer is left behind: jobs can be taken up again. */
const graceMs = 12_000;

let asked = false;
let worker: Worker | undefined;

function stop(code: number): void {
  if (asked) return;
  asked = true;
  setTimeout(() => process.exit(code), graceMs).unref();
  const all = async () => worker?.stop();
  all().then(
    () => process.exit(code),
    () => process.exit(1),
  );
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));
process.on("disconnect", () => stop(0));

try {
  worker = await runWorker({ starter: true });
  // It may have been told to stop while it was starting.
  if (asked) await worker.stop();
  logger.info("the worker is ready");
  await worker.ended;
} catch (error) {
  logger.error({ reason: messageOf(error) }, "the worker ends");
  stop(1);
}
