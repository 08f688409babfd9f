import { expect, it } from "vitest";
import { endedIds } from "./job-words";

it("names the jobs that are over, whatever the order and end", () => {
  const jobs = [
    { id: 9, state: "running" },
    { id: 8, state: "cancelled" },
    { id: 3, state: "succeeded" },
    { id: 10, state: "queued" },
    { id: 7, state: "failed" },
  ] as const;
  expect(endedIds(jobs)).toEqual([3, 7, 8]);
});
