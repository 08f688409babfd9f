import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVerifier, type Verifier } from "../index";
import { providerNames, type TestCase } from "../schema";
import { forgeryAttacks } from "./forgery-attacks";
import { HostTraps } from "./host-traps";
import { reachAttacks } from "./reach-attacks";
import { resourceAttacks } from "./resource-attacks";

const attacks = [...resourceAttacks, ...reachAttacks, ...forgeryAttacks];
const limits = { cpuMs: 200, wallMs: 200, memoryMb: 256, outputKb: 128 };
const test: TestCase = { kind: "call", call: "solve(7)", expected: "58213" };
const channels = { native: 3, wasm: 1 };

/** Texts that databases and browsers refuse: with NUL or lone surrogates. */
function unfitTexts(value: unknown): string[] {
  if (typeof value === "string") return /\0|\p{Surrogate}/u.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(unfitTexts) : [];
}

/** A trace says nothing that counts, so there is nothing to forge: it must stay within its bounds and its sandbox. */
describe.each(providerNames)("traces of hostile programs, provider %s", (provider) => {
  let verifier: Verifier;
  let traps: HostTraps;

  beforeAll(async () => {
    traps = await HostTraps.set(channels[provider]);
    verifier = await createVerifier({ workers: 2, provider });
    expect(verifier.status().state).toBe("ready");
  });
  afterAll(async () => {
    await verifier.close();
    traps.remove();
  });

  it.each([...new Set(attacks.map(({ kind }) => kind))])("%s", async (kind) => {
    const sources = attacks.filter((attack) => attack.kind === kind).map(({ source }) => traps.fill(source));
    const traces = await Promise.all(sources.map((source) => verifier.trace({ source, test, limits })));
    for (const trace of traces) {
      expect(trace.steps.length).toBeLessThanOrEqual(2_000);
      expect(JSON.stringify(trace).length).toBeLessThan(3_000_000);
      expect(unfitTexts(trace)).toEqual([]);
    }
    expect(traps.sprung(traces)).toEqual([]);
    const canary = await verifier.trace({ source: "def solve(x):\n    return x + 1", test });
    expect([canary.end, canary.results]).toEqual(["complete", ["8"]]);
  });
});
