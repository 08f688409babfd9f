import type { Verifier, VerifyOptions } from "#server/verification/index";
import type { RunResult, VerifyRequest } from "#server/verification/schema";
import type { Verified } from "./build-problem";

/** Runs a program, and keeps the timeout that its run repeats: both happened, so both are stored. */
export async function verifyWithFirst(
  verifier: Verifier,
  request: VerifyRequest,
  options: Pick<VerifyOptions, "priority" | "signal">,
): Promise<Verified> {
  const earlier: RunResult[] = [];
  const run = await verifier.verify(request, {
    ...options,
    onFirstTimeout: (timeout) => earlier.push(timeout),
  });
  return { run, first: earlier.at(-1) ?? null };
}
