import { expect, it } from "vitest";
import { mutateRow } from "./mutate";

const row = {
  id: "p1",
  code: "def f(a, b):\r\n    return a - b\r\n",
  tests: ["assert f(3, 1) == 2"],
  note: "x",
};

it("passes the row on unchanged as the reference, and its mutants behind it", async () => {
  const [reference, ...mutants] = await mutateRow(row, {});
  expect(reference).toEqual({ ...row, origin: "reference" });
  expect(mutants.length).toBeGreaterThan(3);
});

it("gives every mutant an id, its parent, its edit and the row's own fields", async () => {
  const [, mutant] = await mutateRow(row, { operators: ["operand-swap"] });
  expect(mutant).toEqual({
    id: "p1/m0001",
    parent_id: "p1",
    origin: "mutant",
    operator: "operand-swap",
    operator_version: 1,
    intent: "mutate",
    teacher: "symbolic",
    hunks: [[2, 3, 2, 3]],
    label_line: 2,
    site_line: 2,
    site_index: 0,
    site_count: 1,
    probability: 1,
    seed: 0,
    code: "def f(a, b):\n    return b - a",
    tests: row.tests,
    note: "x",
  });
});

it("does not hand the reference's results down to its mutants", async () => {
  const [reference, mutant] = await mutateRow({ ...row, verdict: "passed", line_labels: [1, 1, 1] }, {});
  expect(reference).toHaveProperty("verdict", "passed");
  expect(mutant).not.toHaveProperty("verdict");
  expect(mutant).not.toHaveProperty("line_labels");
});

it("does not make a candidate a reference", async () => {
  const [parent, mutant] = await mutateRow({ ...row, origin: "candidate" }, {});
  expect(parent).toHaveProperty("origin", "candidate");
  expect(mutant).toHaveProperty("origin", "mutant");
});

it("refuses mutants and what does not parse", async () => {
  await expect(mutateRow({ ...row, origin: "mutant" }, {})).rejects.toThrow(/mutant already/);
  await expect(mutateRow({ ...row, code: "def f(" }, {})).rejects.toThrow(/parse/);
});
