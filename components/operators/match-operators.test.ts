import { expect, it } from "vitest";
import type { OperatorInfo } from "#server/mutation/schema";
import { matchOperators } from "./match-operators";

const operator = (id: string, intent: OperatorInfo["intent"], summary: string): OperatorInfo => ({
  id,
  version: 1,
  intent,
  languages: ["python"],
  summary,
  example: { before: "a < b", after: "a <= b", hunks: [] },
});
const all = [
  operator("boundary-shift", "mutate", "Moves a comparison by one."),
  operator("de-morgan", "refactor", "Turns a negated `and` into an `or`."),
];
const found = (search: string, intent: OperatorInfo["intent"] | null = null) =>
  matchOperators(all, { search, intent }).map(({ id }) => id);

it.each([
  ["", ["boundary-shift", "de-morgan"]],
  ["MORGAN", ["de-morgan"]],
  ["comparison moves", ["boundary-shift"]],
  ["comparison morgan", []],
  ["<=", ["boundary-shift", "de-morgan"]],
])("finds %o by every word of it", (search, ids) => {
  expect(found(search)).toEqual(ids);
});

it("keeps to an intent", () => {
  expect(found("", "refactor")).toEqual(["de-morgan"]);
});
