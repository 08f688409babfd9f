import { expect, it } from "vitest";
import { mutate } from "#server/mutation/index";
import { countMutants } from "./count-mutants";

const source = "def f(a, b):\n    return a + b";
const { signal } = new AbortController();

it("counts what a build with the same options makes", async () => {
  const all = mutate({ source }).mutants.length;
  expect(await countMutants({ sources: [source], options: {} }, signal)).toEqual([all]);
  expect(await countMutants({ sources: [source, source], options: { perProgram: 2 } }, signal)).toEqual([
    2, 2,
  ]);
});

it("knows nothing of a program that does not parse, and goes on", async () => {
  const [broken, whole] = await countMutants({ sources: ["def f(:", source], options: {} }, signal);
  expect(broken).toBeNull();
  expect(whole).toBeGreaterThan(0);
});

it("refuses an operator that there is not", async () => {
  const asked = countMutants({ sources: [source], options: { operators: ["no-such"] } }, signal);
  await expect(asked).rejects.toMatchObject({ code: "invalid-input" });
});

it("stops for a caller that hung up", async () => {
  const asked = countMutants({ sources: [source], options: {} }, AbortSignal.abort(new Error("gone")));
  await expect(asked).rejects.toThrow("gone");
});
