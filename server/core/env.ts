import { availableParallelism } from "node:os";
import path from "node:path";
import { z } from "zod";
import { AppError } from "./errors";
import { repoPath } from "./paths";

const blankAsAbsent = (value: unknown) => (value === "" ? undefined : value);
const optionalText = z.preprocess(blankAsAbsent, z.string().optional());

const envSchema = z.object({
  PORT: z.preprocess(blankAsAbsent, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankAsAbsent, z.string().default("127.0.0.1")),
  /** The database, sockets and imported models live here. */
  LINEWISE_DATA_DIR: optionalText,
  /** Absent: Linewise runs a PostgreSQL of its own in the data folder. */
  DATABASE_URL: optionalText,
  /** Required when HOST is reachable from other machines. */
  LINEWISE_TOKEN: z.preprocess(blankAsAbsent, z.string().min(16).optional()),
  /** Names, separated by commas, that the server may be called by besides its own address. */
  LINEWISE_ALLOWED_HOSTS: optionalText,
  /** Folder of the model to score with; absent: the bundled one. */
  LINEWISE_MODEL_DIR: optionalText,
  /** Programs verified, and threads scoring, at once. */
  LINEWISE_WORKERS: z.preprocess(blankAsAbsent, z.coerce.number().int().min(1).max(256).optional()),
  /** In whose name decisions are made; absent: the account's name. */
  LINEWISE_ANNOTATOR: z.preprocess(blankAsAbsent, z.string().trim().optional()),
  /** The interpreter that programs are run with, by name or path. */
  LINEWISE_PYTHON: z.preprocess(blankAsAbsent, z.string().default("python3")),
  /** The interpreter that models are trained with; absent: the one that `npm run training:setup` makes. */
  LINEWISE_TRAINING_PYTHON: optionalText,
  /** The sandbox to use, and no other; absent: the first that passes its self-check. */
  LINEWISE_SANDBOX: z.preprocess(blankAsAbsent, z.enum(["native", "wasm"]).optional()),
  /** The LLM teacher, where the settings page does not say otherwise. The key is used with no other address. */
  LINEWISE_LLM_BASE_URL: optionalText,
  LINEWISE_LLM_MODEL: optionalText,
  LINEWISE_LLM_API_KEY: optionalText,
  LINEWISE_LOG_LEVEL: z.preprocess(
    blankAsAbsent,
    z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ),
});

export type Env = {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  token: string | undefined;
  /** Lower case. */
  allowedHosts: string[];
  modelDir: string | undefined;
  workers: number;
  /** Undefined when there is none, or only blanks. */
  annotator: string | undefined;
  python: string;
  trainingPython: string | undefined;
  sandbox: "native" | "wasm" | undefined;
  llm: { baseUrl: string | undefined; model: string | undefined; apiKey: string | undefined };
  logLevel: z.infer<typeof envSchema>["LINEWISE_LOG_LEVEL"];
};

/** Reads the settings from environment variables; throws `invalid-input` naming every variable that is wrong. */
export function parseEnv(source: NodeJS.ProcessEnv): Env {
  const parsed = envSchema.safeParse(source);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AppError("invalid-input", `Environment variables are not usable: ${reasons.join("; ")}`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.LINEWISE_DATA_DIR ? path.resolve(values.LINEWISE_DATA_DIR) : repoPath(".linewise"),
    databaseUrl: values.DATABASE_URL,
    token: values.LINEWISE_TOKEN,
    allowedHosts: (values.LINEWISE_ALLOWED_HOSTS ?? "")
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ""),
    modelDir: values.LINEWISE_MODEL_DIR ? path.resolve(values.LINEWISE_MODEL_DIR) : undefined,
    workers: values.LINEWISE_WORKERS ?? availableParallelism(),
    annotator: values.LINEWISE_ANNOTATOR || undefined,
    python: values.LINEWISE_PYTHON,
    trainingPython: values.LINEWISE_TRAINING_PYTHON,
    sandbox: values.LINEWISE_SANDBOX,
    llm: {
      baseUrl: values.LINEWISE_LLM_BASE_URL,
      model: values.LINEWISE_LLM_MODEL,
      apiKey: values.LINEWISE_LLM_API_KEY,
    },
    logLevel: values.LINEWISE_LOG_LEVEL,
  };
}

let current: Env | undefined;

/** This process's settings, read once. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
