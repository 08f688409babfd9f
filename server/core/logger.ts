import { destination, type Logger, pino } from "pino";

const secrets = ["url", "databaseUrl", "token", "apiKey", "authorization", "password", "cookie"];

/**
 * The process's log. It goes to stderr, because stdout belongs to the data of the command-line filters, and is written
 * synchronously, because a crashing process must still get its last line out.
 */
export const logger: Logger = pino(
  {
    level: process.env.LINEWISE_LOG_LEVEL || "info",
    base: { process: process.env.LINEWISE_PROCESS ?? "cli" },
    redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], censor: "[redacted]" },
  },
  destination({ fd: 2, sync: true }),
);
