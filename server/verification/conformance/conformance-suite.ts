import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseTests, type Verifier } from "../index";
import type { RunResult, VerifyRequest } from "../schema";
import { behaviourCases } from "./behaviour-cases";
import type { ConformanceCase } from "./conformance-case";
import { testCaseForms } from "./form-cases";
import { verdictCases } from "./verdict-cases";

const limits = { cpuMs: 800, wallMs: 300, memoryMb: 256, outputKb: 256 };

function requestOf(test: ConformanceCase): VerifyRequest {
  const { source, setup = "", tests, check, cases } = test;
  const parsed = parseTests({
    source,
    setup,
    entryPoint: "f",
    ...(tests === undefined ? {} : { tests }),
    ...(check === undefined ? {} : { check }),
  });
  expect(parsed.refused).toEqual([]);
  const suite = cases === undefined ? parsed.suite : { setup, cases };
  return { source, suite, limits: { ...limits, ...test.limits } };
}

/** What must be the same each time, and with every provider. */
function essence({ verdict, outcomes, executedLines, failingLine, message, stdout }: RunResult): unknown {
  return { verdict, outcomes, executedLines, failingLine, message, stdout };
}

/**
 * The contract of a provider, as tests. Every provider runs all of it; `start` gives a verifier that uses the provider in
 * question.
 */
export function describeConformance(provider: string, start: () => Promise<Verifier>): void {
  describe(`provider ${provider}`, () => {
    let verifier: Verifier;
    beforeAll(async () => {
      verifier = await start();
      expect(verifier.status()).toMatchObject({ state: "ready", provider, reason: null });
    });
    afterAll(() => verifier.close());

    const groups = { verdicts: verdictCases, "test-case forms": testCaseForms, behaviour: behaviourCases };
    describe.each(Object.entries(groups))("%s", (_group, cases) => {
      it.each(cases)("$name", async (test) => {
        const request = requestOf(test);
        const result = await verifier.verify(request, { repeatTimeouts: false });
        expect(result).toMatchObject({ verdict: test.verdict, provider, attempts: 1 });
        expect(result.outcomes.map((outcome) => outcome.test)).toEqual(
          request.suite.cases.map((_, index) => index),
        );
        if (test.outcomes) expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(test.outcomes);
        if (test.values) expect(result.outcomes.map(({ value }) => value)).toEqual(test.values);
        if (test.message) expect(result.message).toMatch(test.message);
        if (test.lines) expect(result.executedLines).toEqual(test.lines);
        if (test.failingLine) expect(result.failingLine).toBe(test.failingLine);
        if (test.verdict === "passed") expect(result.message).toBeNull();
      });
    });

    it("says the same of the same program each time", async () => {
      const requests = [...verdictCases, ...testCaseForms]
        .filter((test) => test.verdict !== "timeout")
        .map(requestOf);
      const run = () =>
        Promise.all(requests.map((request) => verifier.verify(request, { repeatTimeouts: false })));
      expect((await run()).map(essence)).toEqual((await run()).map(essence));
    });

    it("gives texts the same hashes and sets the same order in every run", async () => {
      const source = "def f():\n    return hash('a'), list({'red', 'green', 'blue', 'black', 'white'})";
      const request = requestOf({ name: "", source, tests: ["assert f() == 0"], verdict: "wrong-answer" });
      const runs = await Promise.all([1, 2, 3, 4].map(() => verifier.verify(request)));
      expect(new Set(runs.map(({ outcomes }) => outcomes[0]?.value)).size).toBe(1);
    });

    it("repeats a timeout with a larger budget before it counts", async () => {
      const source = "def f(n):\n    while n:\n        n -= 1\n    return n";
      const slow = requestOf({
        name: "",
        source,
        tests: ["assert f(400000) == 0"],
        verdict: "passed",
        limits: { cpuMs: 15 },
      });
      expect(await verifier.verify(slow, { repeatTimeouts: false })).toMatchObject({
        verdict: "timeout",
        attempts: 1,
      });
      expect(await verifier.verify(slow)).toMatchObject({
        verdict: "passed",
        attempts: 2,
        limits: { cpuMs: 150 },
      });
      const endless = requestOf({
        name: "",
        source,
        tests: ["assert f(-1) == 0"],
        verdict: "timeout",
        limits: { cpuMs: 15 },
      });
      expect(await verifier.verify(endless)).toMatchObject({ verdict: "timeout", attempts: 2 });
    });

    it("keeps what was printed, and the traceback of the first failure", async () => {
      const source = "print('loading')\ndef f(x):\n    print('x is', x)\n    return [][x]";
      const result = await verifier.verify(
        requestOf({ name: "", source, tests: ["assert f(0) == 1"], verdict: "passed" }),
      );
      expect(result.stdout).toBe("loading\nx is 0\n");
      expect(result.traceback).toBe(
        'Traceback (most recent call last):\n  File "program.py", line 4, in f\n    return [][x]\nIndexError: list index out of range',
      );
      expect(result.outcomes[0]).toMatchObject({
        outcome: "raised",
        error: "IndexError: list index out of range",
        line: 4,
      });
      expect(result.cpuUs).toBeGreaterThan(0);
      expect(result.peakKb).toBeGreaterThan(0);
      expect(result.interpreter).toMatch(/^cpython 3\./);
    });

    it("normalises the source, so that lines are counted as everywhere else", async () => {
      const source = "def f():\r\n    x = 1\r    return x\n";
      const result = await verifier.verify(
        requestOf({ name: "", source, tests: ["assert f() == 1"], verdict: "passed" }),
      );
      expect(result).toMatchObject({ verdict: "passed", executedLines: [1, 2, 3] });
    });

    it("runs interactive work ahead of bulk work, of which any amount may wait", async () => {
      const request = requestOf({
        name: "",
        source: "def f():\n    return 1",
        tests: ["assert f() == 1"],
        verdict: "passed",
      });
      let bulkDone = 0;
      const bulk = Array.from({ length: 300 }, async () => {
        const result = await verifier.verify(request);
        bulkDone += 1;
        return result.verdict;
      });
      await verifier.verify(request, { priority: "interactive" });
      expect(bulkDone).toBeLessThan(100);
      expect(new Set(await Promise.all(bulk))).toEqual(new Set(["passed"]));
    });

    it("cancels what waits when asked to", async () => {
      const request = requestOf({
        name: "",
        source: "def f():\n    return 1",
        tests: ["assert f() == 1"],
        verdict: "passed",
      });
      const controller = new AbortController();
      const waiting = Array.from({ length: 50 }, () =>
        verifier.verify(request, { signal: controller.signal }),
      );
      controller.abort();
      const results = await Promise.allSettled(waiting);
      expect(results.every((result) => result.status === "rejected")).toBe(true);
      expect((await verifier.verify(request)).verdict).toBe("passed");
    });
  });
}
