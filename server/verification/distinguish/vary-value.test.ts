import { describe, expect, it } from "vitest";
import { randomOf } from "#server/core/random";
import { formatValue } from "../literal/format-value";
import { parseLiteral } from "../literal/parse-literal";
import { ValuePool } from "./value-pool";
import { boundaryValues, varyValue } from "./vary-value";

describe("boundaryValues", () => {
  it.each([
    ["True", ["False"]],
    ["5", ["6", "4", "0", "1", "2", "-1", "-5"]],
    ["2.5", ["2.0", "3.0", "0.0", "1.0", "-2.5"]],
    ["{1: 2, 3: 4}", ["{3: 4}", "{1: 2}", "{3: 4, 1: 2}", "{}"]],
    ["None", []],
  ])("of %s", (text, expected) => {
    expect(boundaryValues(parseLiteral(text)).map(formatValue)).toEqual(expected);
  });

  it.each([
    ["[2, 3, 1]", ["[]", "[2]", "[2, 3]", "[1, 3, 2]", "[1, 2, 3]", "[3, 2, 1]", "[2, 2, 2]"]],
    ["'aB'", ["''", "'a'", "'aBaB'", "'Ba'", "'AB'", "'ab'", "'aB '"]],
    ["{4, 5}", ["{5}", "{4}", "set()"]],
  ])("of %s has the empty, the short, the sorted and the repeated", (text, expected) => {
    const made = boundaryValues(parseLiteral(text)).map(formatValue);
    expect(made).toEqual(expect.arrayContaining(expected));
  });
});

describe("varyValue", () => {
  const pool = new ValuePool();
  for (const text of ["[7, 'seven', 0.5]", "{8: 'eight'}"]) pool.add(parseLiteral(text));

  it.each(["3", "2.5", "True", "'abc'", "[1, [2, 3]]", "(1, 'a')", "{1, 2}", "{'a': [1]}", "b'x'", "None"])(
    "keeps the type of %s, and gives more than one value where there is one",
    (text) => {
      const value = parseLiteral(text);
      const random = randomOf(text);
      const made = Array.from({ length: 200 }, () => varyValue(value, pool, random));
      expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set([value.kind]));
      const distinct = new Set(made.map(formatValue)).size;
      if (value.kind === "none") expect(distinct).toBe(1);
      else expect(distinct).toBeGreaterThan(value.kind === "bool" ? 0 : 2);
    },
  );

  it("draws values met elsewhere, at any depth", () => {
    const random = randomOf("drawn");
    const texts = Array.from({ length: 400 }, () =>
      formatValue(varyValue(parseLiteral("[1, 2]"), pool, random)),
    );
    expect(texts.some((text) => text.includes("8"))).toBe(true);
    expect(texts).toContain("[7, 'seven', 0.5]");
  });

  it("lets nothing grow without bounds", () => {
    const random = randomOf("growth");
    let value = parseLiteral("[1]");
    for (let step = 0; step < 3_000; step += 1) value = varyValue(value, new ValuePool(), random);
    expect(formatValue(value).length).toBeLessThan(2_000);
  });
});
