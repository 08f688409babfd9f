import { once } from "node:events";
import type { Command } from "commander";
import { runWorker } from "#server/worker/index";

/** `linewise worker`: works jobs of the database, as one more machine of a team's, until it is told to stop. */
export function registerWorker(program: Command): void {
  program
    .command("worker")
    .description("work jobs of the database (DATABASE_URL) on this machine until interrupted")
    .action(async () => {
      const worker = await runWorker({ starter: false });
      process.stderr.write("worker: ready; Ctrl-C stops it\n");
      const told = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), once(process, "SIGHUP")]);
      try {
        await Promise.race([told, worker.ended]);
      } finally {
        await worker.stop();
      }
    });
}
