import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { z } from "zod";
import { env } from "#server/core/env";
import { repoPath } from "#server/core/paths";
import { childEnvironment } from "./child-environment";
import { installCommand, type TrainingStatus } from "./schema";

const askPython = promisify(execFile);
const timeoutMs = 20_000;
/** As training/pyproject.toml says. */
const wantedVersion = [3, 11] as const;
const modules = ["torch", "tokenizers", "numpy", "onnx", "onnxruntime", "onnxscript"];

/** Looks for the modules without loading them: PyTorch alone would take seconds. */
const question = `
import importlib.util as u, json, sys
missing = [name for name in sys.argv[1:] if u.find_spec(name) is None]
print(json.dumps({"version": list(sys.version_info[:3]), "missing": missing}))`;
const answerSchema = z.object({ version: z.array(z.int()).min(2), missing: z.array(z.string()) });

/** The interpreter that trains: LINEWISE_TRAINING_PYTHON, else the environment that the set-up makes. */
export function trainingPython(): string {
  return env().trainingPython ?? repoPath("training", ".venv", "bin", "python");
}

/** Whether models can be trained here. Never throws: what is missing is an answer. */
export async function trainingStatus(python = trainingPython()): Promise<TrainingStatus> {
  const off = (reason: string, version: string | null = null): TrainingStatus => ({
    state: "off",
    reason,
    python: version,
  });
  if (python.includes("/") && !existsSync(python)) {
    return off(
      env().trainingPython === undefined
        ? "The Python environment for training is not installed."
        : "LINEWISE_TRAINING_PYTHON names a file that is not there; correct it, or unset it and install.",
    );
  }
  let answer: z.infer<typeof answerSchema>;
  try {
    const { stdout } = await askPython(python, ["-c", question, ...modules], {
      timeout: timeoutMs,
      env: childEnvironment(),
    });
    answer = answerSchema.parse(JSON.parse(stdout));
  } catch {
    return off("The Python environment for training does not run.");
  }
  const version = answer.version.join(".");
  const [major = 0, minor = 0] = answer.version;
  if (major < wantedVersion[0] || (major === wantedVersion[0] && minor < wantedVersion[1]))
    return off(`Training needs Python ${wantedVersion.join(".")} or newer, and this is ${version}.`, version);
  if (answer.missing.length > 0)
    return off(`Python ${version} has no ${answer.missing.join(", ")}.`, version);
  return { state: "ready", reason: null, python: version };
}

/** What to tell a person who wants to train where that is off. */
export function howToInstall({ reason }: Pick<TrainingStatus, "reason">): string {
  return `${reason ?? ""} \`${installCommand}\` installs it (some minutes, about 1.5 GB).`.trim();
}
