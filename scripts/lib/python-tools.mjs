import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { at } from "./root.mjs";

const folder = at(".linewise", "venv-check");
const requirements = at("training", "requirements-check.txt");

/**
 * The folder of ruff and pytest: a virtual environment of our own, made again when what it should hold changes. Throws
 * with the reason when it cannot be made.
 */
export function pythonTools() {
  const wanted = createHash("sha256").update(fs.readFileSync(requirements)).digest("hex");
  const stamp = `${folder}/linewise-stamp`;
  const bin = `${folder}/bin`;
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return bin;
  fs.rmSync(folder, { recursive: true, force: true });
  const python = process.env.LINEWISE_PYTHON ?? "python3";
  run(python, ["-m", "venv", folder], "Debian keeps it apart: apt-get install python3-venv.");
  run(
    `${bin}/python`,
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
    "",
  );
  fs.writeFileSync(stamp, wanted);
  return bin;
}

function run(command, args, advice) {
  try {
    execFileSync(command, args, { stdio: "pipe", timeout: 240_000 });
  } catch (error) {
    const said = `${error.stdout ?? ""}${error.stderr ?? ""}`.trim() || error.message;
    throw new Error(`${command} ${args.join(" ")} failed. ${advice}\n${said}`);
  }
}
