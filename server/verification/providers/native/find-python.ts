import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { AppError } from "#server/core/errors";

const execFileAsync = promisify(execFile);

const probe = `import json, os, platform, sys
print(json.dumps({"path": os.path.realpath(sys.executable), "version": list(sys.version_info[:3]),
"implementation": sys.implementation.name, "platform": sys.platform, "machine": platform.machine()}))`;

const probeSchema = z.object({
  path: z.string(),
  version: z.tuple([z.int(), z.int(), z.int()]),
  implementation: z.string(),
  platform: z.string(),
  machine: z.string(),
});

/**
 * Asks an interpreter what it is. `command` is a name on PATH or a path; wrappers (pyenv's, a virtual environment's) are
 * resolved to the real program. Throws AppError("unavailable") with a reason for people when it cannot be used.
 */
export async function findPython(command: string): Promise<{ path: string; version: string }> {
  let output: string;
  try {
    const result = await execFileAsync(command, ["-I", "-S", "-c", probe], { timeout: 15_000 });
    output = result.stdout;
  } catch (cause) {
    throw new AppError("unavailable", `${command} does not run: Python 3.9 or later is needed`, { cause });
  }
  const found = probeSchema.safeParse(parseJson(output));
  if (!found.success) throw new AppError("unavailable", `${command} is not a usable Python`);
  const { path, version, implementation, platform, machine } = found.data;
  const [major, minor] = version;
  if (platform !== "linux")
    throw new AppError("unavailable", `the native sandbox needs Linux, not ${platform}`);
  if (machine !== "x86_64" && machine !== "aarch64") {
    throw new AppError("unavailable", `the native sandbox knows x86_64 and aarch64, not ${machine}`);
  }
  if (implementation !== "cpython" || major !== 3 || minor < 9) {
    throw new AppError(
      "unavailable",
      `${command} is ${implementation} ${version.join(".")}: CPython 3.9+ is needed`,
    );
  }
  return { path, version: version.join(".") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
