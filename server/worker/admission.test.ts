import { describe, expect, it } from "vitest";
import { Admission } from "./admission";

const programs = (count: number, length = 10) => ({
  programs: Array.from({ length: count }, () => ({ statement: "", code: "x".repeat(length) })),
});

/** Work that ends when it is told to. */
function held() {
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => done, release };
}

describe("Admission", () => {
  it.each([
    ["programs", { programs: 3, characters: 1_000 }, 2],
    ["characters", { programs: 100, characters: 30 }, 2],
  ])("refuses what goes beyond its %s, and says when to come again", async (_, limits, count) => {
    const admission = new Admission(limits);
    const first = held();
    const waiting = admission.work(programs(2), first.work);
    await expect(admission.work(programs(count), async () => {})).rejects.toMatchObject({
      code: "unavailable",
      retryable: true,
      detail: { retryAfterS: expect.any(Number) },
    });
    await expect(admission.work(programs(1), async () => "in")).resolves.toBe("in");
    first.release();
    await waiting;
    await expect(admission.work(programs(count), async () => "in")).resolves.toBe("in");
  });

  it("takes whatever comes into an empty queue", async () => {
    const admission = new Admission({ programs: 1, characters: 1 });
    await expect(admission.work(programs(5), async () => "in")).resolves.toBe("in");
  });

  it("gives room back when the work fails", async () => {
    const admission = new Admission({ programs: 2, characters: 100 });
    const failing = admission.work(programs(2), () => Promise.reject(new Error("lost")));
    await expect(failing).rejects.toThrow("lost");
    const first = held();
    const waiting = admission.work(programs(1), first.work);
    await expect(admission.work(programs(1), async () => "in")).resolves.toBe("in");
    first.release();
    await waiting;
  });
});
