import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { repoPath } from "#server/core/paths";
import { readStarter } from "./read-starter";

// Our own files, so no sandbox is needed; a name space of its own for each problem, as in a verified run.
const runner = `
import json, sys
problems, report = json.load(sys.stdin), []
for problem in problems:
    scope = {}
    exec(problem["code"] + "\\n" + problem.get("setup", ""), scope)
    failed = []
    for test in problem["tests"]:
        try:
            exec(test, scope)
        except Exception as error:
            failed.append(test + ": " + repr(error))
    report.append({"key": problem["key"], "failed": failed})
json.dump(report, sys.stdout)
`;

it("every starter reference passes every test of its problem", async () => {
  const problems = await readStarter(repoPath("data", "starter"));
  const running = promisify(execFile)("python3", ["-I", "-S", "-c", runner], { timeout: 30_000 });
  running.child.stdin?.end(JSON.stringify(problems));
  const { stdout } = await running;
  expect(JSON.parse(stdout)).toEqual(problems.map(({ key }) => ({ key, failed: [] })));
});
