import type { Verifier } from "#server/verification/index";
import type { VerifyRequest } from "#server/verification/schema";

/** How much bulk work waits behind the pool meanwhile, as a build keeps it. */
const outstanding = 512;

/**
 * How long one person waits for a small program while a build keeps the pool busy: milliseconds of each of `count`
 * runs, one after the other, and the build's programs a second.
 */
export async function measureInteractive(options: {
  verifier: Verifier;
  build: VerifyRequest[];
  asked: VerifyRequest[];
  count: number;
}): Promise<{ waitsMs: number[]; buildPerSecond: number }> {
  const { verifier, build, asked, count } = options;
  const state = { stopped: false, built: 0 };
  const controller = new AbortController();
  const building = Array.from({ length: outstanding }, async (_, index) => {
    for (let at = index; !state.stopped; at += outstanding) {
      const request = build[at % build.length];
      if (request === undefined) return;
      try {
        await verifier.verify(request, { signal: controller.signal });
        state.built += 1;
      } catch (error) {
        if (!state.stopped) throw error;
      }
    }
  });
  await pause(1_000);
  const waitsMs: number[] = [];
  const start = performance.now();
  const before = state.built;
  for (let index = 0; index < count; index += 1) {
    const request = asked[index % asked.length];
    if (request === undefined) break;
    const asking = performance.now();
    await verifier.verify(request, { priority: "interactive" });
    waitsMs.push(performance.now() - asking);
    await pause(20);
  }
  const buildPerSecond = (state.built - before) / ((performance.now() - start) / 1000);
  state.stopped = true;
  controller.abort();
  await Promise.all(building);
  return { waitsMs, buildPerSecond };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
