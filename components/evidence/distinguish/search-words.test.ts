import { describe, expect, it } from "vitest";
import type { DistinguishingView, JudgedInput } from "#server/labels/schema";
import { farAsItGets, inputDoubt, ofSearch, outcomeTerm, searchSummary } from "./search-words";

const search: NonNullable<DistinguishingView["search"]> = {
  id: 1,
  suiteVersion: 1,
  engineVersion: 1,
  seed: 0,
  budget: 200,
  tried: 200,
  triedRaising: 0,
  reached: true,
  infected: false,
  ms: 40,
  at: new Date(0),
  outdated: false,
};
const input: JudgedInput = {
  searchId: 1,
  ordinal: 0,
  call: "f([])",
  difference: "value",
  reference: "0",
  mutant: "1",
  referenceRaises: false,
  canJoin: true,
  judgement: null,
};

describe("searchSummary", () => {
  it.each<[Partial<typeof search>, { found?: number; earlier?: number }, RegExp]>([
    [{}, {}, /^200 inputs tried; none tells it from the reference\. /],
    [
      { tried: 50, triedRaising: 3 },
      { found: 1 },
      /^50 inputs tried, 3 of them where the reference raises; 1 difference kept\. /,
    ],
    [{}, { earlier: 2 }, /; none tells it from the reference, 2 from earlier searches do\. /],
    [{}, { found: 2, earlier: 1 }, /; 2 differences kept, 1 from earlier searches\. /],
    [{ outdated: true }, {}, /The tests have changed since\.$/],
    [{ tried: 0 }, {}, /no call whose arguments could be varied/],
  ])("case %#", (patch, { found = 0, earlier = 0 }, expected) => {
    expect(searchSummary({ ...search, ...patch }, { found, earlier })).toMatch(expected);
  });

  it("counts what the search that is shown found, apart from what others did", () => {
    const inputs = [1, 1, 0].map((searchId) => ({ ...input, searchId }));
    expect(ofSearch(search, inputs)).toEqual({ found: 2, earlier: 1 });
  });
});

describe("an input's words", () => {
  it.each<[Partial<JudgedInput>, string, string, RegExp | null]>([
    [{}, "returns", "returns", null],
    [{ difference: "exception" }, "returns", "raises", null],
    [{ difference: "timeout" }, "returns", "runs out of time", null],
    [{ difference: "crash" }, "returns", "crashes", null],
    [{ difference: "arguments" }, "leaves", "leaves", /arguments differs/],
    [{ referenceRaises: true }, "raises", "returns", /domain\?$/],
  ])("case %#", (patch, reference, mutant, doubt) => {
    const given = { ...input, ...patch };
    expect(outcomeTerm(given, "reference")).toBe(reference);
    expect(outcomeTerm(given, "mutant")).toBe(mutant);
    if (doubt === null) expect(inputDoubt(given)).toBeNull();
    else expect(inputDoubt(given)).toMatch(doubt);
  });
});

it.each<[Partial<typeof search>, RegExp[]]>([
  [{ reached: true, infected: true }, [/^reached: a test/, /^infected: .* differs/, /^not propagated: /]],
  [
    { reached: true, infected: false },
    [/^reached: /, /^not infected: .* in all that run/, /^not propagated: /],
  ],
  [{ infected: null }, [/^reached: /, /^infected not known: .* not all .* looked at/, /^not propagated: /]],
  [{ reached: null, infected: null }, [/^reached not known: /, /^infected not known: /, /^not propagated: /]],
])("each step that an edit gets to comes with what it means: %#", (patch, expected) => {
  const steps = farAsItGets({ ...search, ...patch }, false);
  for (const [index, { name, meaning }] of steps.entries()) {
    expect(`${name}: ${meaning}`).toMatch(expected[index] ?? /^$/);
  }
});
