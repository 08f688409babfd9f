import { afterAll, beforeAll, expect, it } from "vitest";
import { createVerifier, type Verifier } from "#server/verification/index";
import { RowVerifier } from "./verify";

let verifier: Verifier;
beforeAll(async () => {
  verifier = await createVerifier({ workers: 2 });
});
afterAll(() => verifier.close());

const tests = ["assert total([1, 2, 3]) == 6", "assert total([]) == 0"];
const code = "def total(items):\n    out = 0\n    for item in items:\n        out += item\n    return out";
const reference = { id: 7, code, tests, origin: "reference", note: "kept" };

it("adds verdict, outcomes and executed lines, and keeps what it does not know", async () => {
  const [row] = await new RowVerifier(verifier, true).verify(reference);
  expect(row).toMatchObject({
    note: "kept",
    verdict: "passed",
    outcomes: [
      { test: 0, outcome: "passed", value: "6" },
      { test: 1, outcome: "passed", value: "0" },
    ],
    executed_lines: [1, 2, 3, 4, 5],
    attempts: 1,
    provider: "native",
  });
});

it("judges a mutant by its reference's tests even when it does not parse", async () => {
  const rows = new RowVerifier(verifier, true);
  const mutant = { id: "7/m1", parent_id: 7, origin: "mutant", tests };
  const results = await Promise.all([
    rows.verify(reference),
    rows.verify({ ...mutant, code: code.replace("+=", "-=") }),
    rows.verify({ ...mutant, code: code.replace("total(items):", "total(items)") }),
  ]);
  expect(results.map(([row]) => row?.verdict)).toEqual(["passed", "wrong-answer", "compile-error"]);
});

it("gives mutants the budget that their reference's run sets", async () => {
  const rows = new RowVerifier(verifier, false);
  const endless = `${code}\n`.replace("out += item", "out += item\n        items.append(1)");
  const [, [row] = []] = await Promise.all([
    rows.verify(reference),
    rows.verify({ id: "7/m2", parent_id: 7, code: endless, tests }),
  ]);
  expect(row).toMatchObject({ verdict: "timeout", attempts: 1 });
  // Without a reference the budget would be twenty seconds.
  expect(Number(row?.cpu_us)).toBeLessThan(5_000_000);
});

it("refuses a row whose test cannot be judged, saying which", async () => {
  const row = { id: 1, code, tests: ["assert total([1]) == 1", "print(total([1]))"] };
  await expect(new RowVerifier(verifier, true).verify(row)).rejects.toThrow(/^test 2 cannot be judged/);
});

it("does not take a failing reference's run for a budget", async () => {
  const rows = new RowVerifier(verifier, false);
  // It fails at once; what its mutant does takes longer than ten times that.
  const slow = `${code}\nspent = sum(range(2_000_000))`;
  const [[first] = [], [row] = []] = await Promise.all([
    rows.verify({ ...reference, code: "def total(items):\n    return None" }),
    rows.verify({ id: "7/m3", parent_id: 7, code: slow, tests }),
  ]);
  expect(first).toMatchObject({ verdict: "wrong-answer", cpu_limit_ms: 20_000 });
  expect(row).toMatchObject({ verdict: "passed", cpu_limit_ms: 20_000 });
});
