import { afterAll, beforeAll, expect, it } from "vitest";
import { createVerifier, type Verifier } from "./verifier";

let verifier: Verifier;
beforeAll(async () => {
  verifier = await createVerifier({ workers: 1 });
});
afterAll(() => verifier.close());

const limits = { cpuMs: 3_000, wallMs: 500, memoryMb: 256, outputKb: 64 };
const source = `def f(n):
    if n == 0:
        raise KeyError("none")
    total = 0
    for step in range(n):
        total += step
    while n == 13:
        total = 0
    return total`;
const evaluate = (calls: string[], cpuMs = limits.cpuMs) =>
  verifier.evaluate({ source, setup: "", calls, limits: { ...limits, cpuMs } });

it("answers every call of one program, in order, with what it came to", async () => {
  const { answers, executedLines } = await evaluate(["f(3)", "f(0)", "f('')", "object()", "f("]);
  expect(answers).toMatchObject([
    { kind: "value", text: "3" },
    {
      kind: "raised",
      error: { classes: ["KeyError", "LookupError", "Exception", "BaseException", "object"] },
    },
    { kind: "raised", error: { message: expect.stringContaining("integer") } },
    { kind: "value", text: expect.stringContaining("<") },
    { kind: "raised", error: { message: expect.stringContaining("never closed") } },
  ]);
  expect(executedLines).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
});

it("says in which call the child ended, and that the ones after it were not run", async () => {
  const { answers, executedLines } = await evaluate(["f(2)", "f(13)", "f(3)"], 100);
  expect(answers.map(({ kind }) => kind)).toEqual(["value", "ended", "not-run"]);
  expect(answers[1]).toMatchObject({ how: "timeout" });
  expect(executedLines).toBeNull();
});

it("knows the lines of a program that is too long to be traced", async () => {
  const { answers, executedLines } = await evaluate(["f(200000)"]);
  expect(answers).toMatchObject([{ kind: "value", text: "19999900000" }]);
  expect(executedLines).toEqual([1, 2, 4, 5, 6, 7, 9]);
});

it("runs nothing of a program that does not load", async () => {
  const answered = await verifier.evaluate({ source: "def f(:", setup: "", calls: ["1"], limits });
  expect(answered.answers).toEqual([{ kind: "not-run" }]);
});
