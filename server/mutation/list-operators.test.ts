import { expect, it } from "vitest";
import { applyHunks } from "./hunks";
import { listOperators } from "./list-operators";
import { parses } from "./parser";
import { type Hunk, operatorInfoSchema } from "./schema";

const infos = listOperators();

it("describes each operator by a unique id, one sentence and its intent", () => {
  expect(new Set(infos.map(({ id }) => id)).size).toBe(infos.length);
  for (const info of infos) {
    expect(operatorInfoSchema.parse(info)).toEqual(info);
    expect(info.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(info.summary).toMatch(/^[A-Z].*\.$/);
  }
});

it("has bug operators and refactorings enough", () => {
  expect(infos.filter(({ intent }) => intent === "mutate").length).toBeGreaterThanOrEqual(16);
  expect(infos.filter(({ intent }) => intent === "refactor").length).toBeGreaterThanOrEqual(8);
});

it.each(infos.map((info) => [info.id, info] as const))("shows %s at work", (_id, { example }) => {
  const after = ({ from, to }: Hunk) => example.after.split("\n").slice(from - 1, to - 1);
  expect(parses(example.before)).toBe(true);
  expect(example.after).not.toBe(example.before);
  expect(applyHunks(example.before, example.hunks, after)).toBe(example.after);
});
