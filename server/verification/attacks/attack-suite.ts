import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseTests, type Verifier } from "../index";
import type { ProviderName, RunResult, VerifyRequest } from "../schema";
import { forgeryAttacks } from "./forgery-attacks";
import { HostTraps } from "./host-traps";
import { hostileTests } from "./hostile-tests";
import { reachAttacks } from "./reach-attacks";
import { resourceAttacks } from "./resource-attacks";

const attacks = [...resourceAttacks, ...reachAttacks, ...forgeryAttacks];
const limits = { cpuMs: 200, wallMs: 200, memoryMb: 256, outputKb: 128 };

// Nobody computes these answers from the calls: only knowing them would pass.
const { suite: target } = parseTests({
  entryPoint: "solve",
  tests: [
    "assert solve(7) == 58213",
    "assert solve(11) == [40961, 'q']",
    "assert sorted(solve(13)) == [3, 77003]",
  ],
});
const canary: VerifyRequest = {
  source: "def solve(x):\n    return x + 1",
  suite: parseTests({ entryPoint: "solve", tests: ["assert solve(1) == 2", "assert solve(2) != 2"] }).suite,
};

/** Texts that databases and browsers refuse: with NUL or lone surrogates. */
function unfitText(value: unknown): string[] {
  if (typeof value === "string") return /\0|\p{Surrogate}/u.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(unfitText) : [];
}

/**
 * Every attack against one provider. `channel` is the descriptor that its children write their reports to, which attacks
 * know as %CHANNEL%.
 */
export function describeAttacks(
  provider: ProviderName,
  channel: number,
  start: () => Promise<Verifier>,
): void {
  describe(`provider ${provider}`, () => {
    let verifier: Verifier;
    let traps: HostTraps;
    const table = new Map<
      string,
      { runs: number; forged: number; escaped: number; verdicts: Map<string, number> }
    >();

    beforeAll(async () => {
      traps = await HostTraps.set(channel);
      verifier = await start();
      expect(verifier.status()).toMatchObject({ state: "ready", provider, reason: null });
    });

    afterAll(async () => {
      await verifier.close();
      traps.remove();
      const lines = [...table].map(([kind, { runs, forged, escaped, verdicts }]) => {
        const shown = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(", ");
        return `${kind.padEnd(30)} ${String(runs).padStart(4)} ${String(forged).padStart(7)} ${String(escaped).padStart(8)}  ${shown}`;
      });
      process.stdout.write(`\n${provider.padEnd(30)} runs  forged  escaped  verdicts\n${lines.join("\n")}\n`);
    });

    function record(kind: string, result: RunResult, forged: boolean, sprung: string[]): void {
      const row = table.get(kind) ?? { runs: 0, forged: 0, escaped: 0, verdicts: new Map<string, number>() };
      table.set(kind, row);
      row.runs += 1;
      row.forged += forged ? 1 : 0;
      row.escaped += sprung.length > 0 ? 1 : 0;
      row.verdicts.set(result.verdict, (row.verdicts.get(result.verdict) ?? 0) + 1);
    }

    async function expectHealthy(result: RunResult): Promise<void> {
      expect(traps.sprung(result)).toEqual([]);
      expect(unfitText(result)).toEqual([]);
      expect(JSON.stringify(result).length).toBeLessThan(50_000);
      expect((await verifier.verify(canary, { priority: "interactive" })).verdict).toBe("passed");
    }

    describe.each([...new Set(attacks.map(({ kind }) => kind))])("%s", (kind) => {
      it.each(attacks.filter((attack) => attack.kind === kind))("$name", async ({ source }) => {
        const request = { source: traps.fill(source), suite: target, limits };
        const result = await verifier.verify(request, { repeatTimeouts: false });
        const passed =
          result.verdict === "passed" || result.outcomes.some(({ outcome }) => outcome === "passed");
        record(kind, result, passed, traps.sprung(result));
        expect(passed).toBe(false);
        expect(result.verdict).not.toBe("infra-error");
        await expectHealthy(result);
      });
    });

    describe("hostile tests", () => {
      it.each(hostileTests)("$name", async ({ suite }) => {
        const request = { source: "def solve(x):\n    return 1", suite, limits };
        const filled: VerifyRequest = JSON.parse(traps.fill(JSON.stringify(request)));
        const result = await verifier.verify(filled, { repeatTimeouts: false });
        record("hostile tests", result, false, traps.sprung(result));
        expect(result.verdict).not.toBe("infra-error");
        await expectHealthy(result);
      });
    });

    it("has traps that spring when nothing confines a program", async () => {
      const outside = await HostTraps.set(channel);
      try {
        const source = `import socket
socket.create_connection(('127.0.0.1', %PORT%))
open('%DIR%/owned', 'w').write('x')
print(open('%DIR%/secret').read(), __import__('os').environ['LINEWISE_TRAP'])`;
        const { stdout } = await promisify(execFile)("python3", ["-I", "-S", "-c", outside.fill(source)]);
        expect(outside.sprung(stdout).length).toBe(3);
      } finally {
        outside.remove();
      }
    });

    it("does not take the judge's own process down with a flood of attacks at once", async () => {
      const requests = attacks.filter((_, index) => index % 3 === 0);
      const results = await Promise.all(
        requests.map(({ source }) =>
          verifier.verify(
            { source: traps.fill(source), suite: target, limits: { ...limits, cpuMs: 100 } },
            { repeatTimeouts: false },
          ),
        ),
      );
      expect(results.map(({ verdict }) => verdict)).not.toContain("infra-error");
      expect(results.map(({ verdict }) => verdict)).not.toContain("passed");
    });
  });
}
