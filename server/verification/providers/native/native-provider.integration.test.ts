import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createVerifier } from "../../index";
import { findPython } from "./find-python";
import { findHarnessFolder } from "./harness-folder";

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "linewise-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it("says why it is off when there is no usable interpreter, and runs nothing", async () => {
  const verifier = await createVerifier({ provider: "native", python: "/nonexistent/python3" });
  expect(verifier.status()).toMatchObject({
    state: "off",
    provider: null,
    reason: expect.stringContaining("python"),
  });
  const request = { source: "x = 1", suite: { setup: "", cases: [] } };
  await expect(verifier.verify(request)).rejects.toMatchObject({ code: "unavailable" });
  await verifier.close();
});

it("is off when the sandbox does not confine", async () => {
  // An interpreter whose zygote cannot confine itself: every Landlock call fails, as on an old kernel.
  const folder = await scratchFolder();
  const real = (await findPython("python3")).path;
  const fake = path.join(folder, "server/verification/providers/native/harness");
  execFileSync("mkdir", ["-p", fake]);
  execFileSync("cp", ["-r", `${findHarnessFolder()}/.`, fake]);
  const confine = path.join(fake, "confine.py");
  writeFileSync(confine, readFileSync(confine, "utf8").replace("if abi < 1:", "if True:"));
  process.env.LINEWISE_ROOT = folder;
  try {
    const verifier = await createVerifier({ provider: "native", python: real });
    expect(verifier.status()).toMatchObject({ state: "off", reason: expect.stringContaining("Landlock") });
    await verifier.close();
  } finally {
    delete process.env.LINEWISE_ROOT;
  }
});
