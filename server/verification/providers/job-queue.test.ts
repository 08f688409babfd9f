import { expect, it } from "vitest";
import { JobQueue } from "./job-queue";

it("takes interactive jobs before bulk ones, each in order", () => {
  const queue = new JobQueue<string>();
  queue.add("bulk 1", "bulk");
  queue.add("bulk 2", "bulk");
  queue.add("now 1", "interactive");
  queue.add("now 2", "interactive");
  expect([1, 2, 3, 4, 5].map(() => queue.take("bulk"))).toEqual(["now 1", "now 2", "bulk 1", "bulk 2", null]);
});

it("gives no bulk job to a place kept for interactive ones", () => {
  const queue = new JobQueue<string>();
  queue.add("bulk", "bulk");
  expect(queue.take("interactive")).toBeNull();
  expect(queue.take("bulk")).toBe("bulk");
});

it("keeps order over many thousands", () => {
  const queue = new JobQueue<number>();
  const taken: (number | null)[] = [];
  for (let index = 0; index < 20_000; index += 1) {
    queue.add(index, "bulk");
    if (index % 3 > 0) taken.push(queue.take("bulk"));
  }
  for (let job = queue.take("bulk"); job !== null; job = queue.take("bulk")) taken.push(job);
  expect(taken).toEqual(Array.from({ length: 20_000 }, (_, index) => index));
});
