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

it("lets others go ahead in the midst of a long program", async () => {
  const lines = Array.from({ length: 200 }, (_, index) => `    a = a + b * ${index}`);
  const long = ["def f(a, b):", ...lines, "    return a"].join("\n");
  let turns = 0;
  let counting = true;
  const others = () => {
    turns += 1;
    if (counting) setImmediate(others);
  };
  setImmediate(others);
  await countMutants({ sources: [long], options: {} }, signal);
  counting = false;
  expect(turns).toBeGreaterThan(5);
});

it("stops for a caller that hung up", async () => {
  const asked = countMutants({ sources: [source], options: {} }, AbortSignal.abort(new Error("gone")));
  await expect(asked).rejects.toThrow("gone");
});
