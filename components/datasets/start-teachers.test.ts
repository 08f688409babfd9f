import { beforeEach, expect, it } from "vitest";
import { startFailure, startTeachers } from "./start-teachers";

let calls: string[];
let down: "build" | "teach" | null;
beforeEach(() => {
  calls = [];
  down = null;
});

const send = (name: "build" | "teach") => async (options: { seed: number }) => {
  if (down === name) throw new Error(`${name} is down`);
  calls.push(`${name} ${options.seed}`);
};
const starters = { build: send("build"), teach: send("teach") };
const [one, two] = [{ seed: 1 }, { seed: 2 }];

it("starts the build first, then the model's job", async () => {
  expect(await startTeachers({ build: one, teach: two }, null, starters)).toMatchObject({ failed: null });
  expect(calls).toEqual(["build 1", "teach 2"]);
});

it("says that the build has started when only the model's job has not, and does not start it again", async () => {
  down = "teach";
  const first = await startTeachers({ build: one, teach: two }, null, starters);
  expect(first.failed).toMatchObject({ buildStarted: true });
  down = null;
  expect(await startTeachers({ build: { ...one }, teach: two }, first.sent, starters)).toMatchObject({
    failed: null,
  });
  expect(calls).toEqual(["build 1", "teach 2"]);
});

it("sends another selection after that again", async () => {
  down = "teach";
  const { sent } = await startTeachers({ build: one, teach: one }, null, starters);
  down = "build";
  const second = await startTeachers({ build: two, teach: one }, sent, starters);
  expect(second.failed).toMatchObject({ buildStarted: false });
  down = null;
  await startTeachers({ build: two, teach: one }, second.sent, starters);
  expect(calls).toEqual(["build 1", "build 2", "teach 1"]);
});

it("names what has not started", async () => {
  down = "teach";
  const { failed } = await startTeachers({ build: null, teach: one }, null, starters);
  expect(failed).toMatchObject({ buildStarted: false });
  expect(startFailure(false, "It is down.")).toBe(
    "The build did not start: It is down. What you chose is kept.",
  );
  expect(startFailure(true, "It is down.")).toMatch(/build has started; .* job has not: It is down\./);
});
