import { expect, test } from "vitest";
import { JobQueue, type Place } from "./job-queue";

type Job = { name: string };
const nobody = new Set<string>();

function queueOf(names: string): JobQueue<Job> {
  const queue = new JobQueue<Job>();
  for (const name of names.split(" ")) {
    queue.push({ name }, { group: name.slice(0, 1), first: name.startsWith("!") });
  }
  return queue;
}

/** Names in the order in which one thread gets them. */
function takeAll(queue: JobQueue<Job>, place: Place | null = null): string[] {
  const names: string[] = [];
  for (let taken = queue.take(place, nobody); taken !== null; taken = queue.take(taken.place, nobody)) {
    names.push(taken.job.name);
  }
  return names;
}

test("a thread stays with a group to its end, and takes the oldest next", () => {
  expect(takeAll(queueOf("a1 b1 a2 c1 b2 a3"))).toEqual(["a1", "a2", "a3", "b1", "b2", "c1"]);
});

test("people's work goes first, in its order, and leaves the thread at its group", () => {
  const queue = queueOf("a1 b1 b2 !1 !2");
  expect(takeAll(queue, { group: "b", end: "front" })).toEqual(["!1", "!2", "b1", "b2", "a1"]);
});

test("a thread takes a group that no other works on, else it helps from the far end and stays there", () => {
  const queue = queueOf("a1 a2 a3 a4 b1");
  const busy = new Set(["a"]);
  const first = queue.take(null, busy);
  expect(first?.job.name).toBe("b1");
  const second = queue.take(first?.place ?? null, busy);
  expect(second?.job.name).toBe("a4");
  expect(queue.take(second?.place ?? null, busy)?.job.name).toBe("a3");
});

test("what is removed or drained is not taken", () => {
  const queue = new JobQueue<Job>();
  const jobs = ["a", "a", "b"].map((group) => ({ name: group }));
  for (const job of jobs) queue.push(job, { group: job.name, first: false });
  for (const job of jobs.slice(0, 2)) queue.remove(job);
  expect(queue.drain()).toEqual([jobs[2]]);
  expect(queue.take(null, nobody)).toBeNull();
});
