import { afterEach, describe, expect, it } from "vitest";
import { checkProviders, createVerifier, type Verifier, type VerifierOptions } from "./index";

const nowhere = "/nonexistent/python3";
const request = {
  source: "def f(x):\n    return x + 1",
  suite: { setup: "", cases: [{ kind: "call" as const, call: "f(1)", expected: "2" }] },
};

describe("the choice of a provider", () => {
  let verifier: Verifier | undefined;
  afterEach(() => verifier?.close());
  const start = async (options: VerifierOptions): Promise<Verifier> => {
    verifier = await createVerifier({ workers: 1, ...options });
    return verifier;
  };

  it("is native where it works, and nothing is passed over", async () => {
    expect((await start({})).status()).toMatchObject({
      state: "ready",
      provider: "native",
      reason: null,
      passedOver: [],
    });
  });

  it("is wasm without a python3, and says why not native", async () => {
    const found = await start({ python: nowhere });
    expect(found.status()).toMatchObject({
      state: "ready",
      provider: "wasm",
      reason: null,
      passedOver: [{ provider: "native", reason: expect.stringContaining(nowhere) }],
    });
    expect(await found.verify(request)).toMatchObject({ verdict: "passed", provider: "wasm" });
  });

  it("is the one that was asked for, which no other replaces", async () => {
    const found = await start({ python: nowhere, provider: "native" });
    expect(found.status()).toMatchObject({
      state: "off",
      provider: null,
      reason: expect.stringContaining(nowhere),
    });
    await expect(found.verify(request)).rejects.toMatchObject({ code: "unavailable" });
  });
});

it("both are checked where that is asked for, and each says what was found", async () => {
  const [native, wasm] = await checkProviders({ python: nowhere, workers: 1 });
  expect(native).toMatchObject({
    provider: "native",
    state: "off",
    reason: expect.stringContaining(nowhere),
  });
  expect(wasm).toMatchObject({ provider: "wasm", state: "ready", reason: null });
  expect(wasm?.checks.map(({ ok }) => ok)).toEqual(Array.from({ length: 8 }, () => true));
});
