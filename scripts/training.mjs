// `npm run training:setup`: the virtual environment of training/. `npm run test:training`: that, every Python test (the
// ones that need PyTorch and TRL too), and the comparison of the bundled model's scores with PyTorch's.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { at, requireNode } from "./lib/root.mjs";

requireNode();
const folder = at("training", ".venv");
const requirements = ["requirements.txt", "requirements-check.txt", "requirements-trl.txt"].map((name) =>
  at("training", name),
);
const python = `${folder}/bin/python`;

function run(command, args, cwd = at("training")) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function setUp() {
  const hash = createHash("sha256");
  for (const file of requirements) hash.update(fs.readFileSync(file));
  const wanted = hash.digest("hex");
  const stamp = `${folder}/linewise-stamp`;
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing PyTorch, transformers and TRL into training/.venv (some minutes, about 1.5 GB)");
  if (!fs.existsSync(python)) run(process.env.LINEWISE_PYTHON ?? "python3", ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  // First and by itself: whoever asks for any PyTorch later is content with this one.
  run(python, [...pip, "torch==2.13.0"]);
  run(python, [...pip, "-r", requirements[2], "-e", "."]);
  fs.writeFileSync(stamp, wanted);
}

setUp();
if (!process.argv.includes("--setup")) {
  run(python, ["-m", "pytest", "-q", "-p", "no:cacheprovider"]);
  run(process.execPath, [at("node_modules", "vitest", "vitest.mjs"), "run", "server/prm"], at("."));
}
