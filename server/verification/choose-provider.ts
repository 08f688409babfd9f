import { messageOf } from "#server/core/errors";
import { findPython } from "./providers/native/find-python";
import { NativeProvider } from "./providers/native/native-provider";
import type { Provider } from "./providers/provider";
import { WasmProvider } from "./providers/wasm/wasm-provider";
import type { ProviderName, ProviderStatus } from "./schema";
import { type Check, selfCheck } from "./self-check";

export type ProviderSettings = { python: string; workers: number };

/** A provider that was started and checked: usable when `reason` is null. */
type Opened = { name: ProviderName; provider: Provider | null; checks: Check[]; reason: string | null };

const starters: Record<ProviderName, (settings: ProviderSettings) => Promise<Provider>> = {
  native: async ({ python, workers }) => {
    const found = await findPython(python);
    return NativeProvider.start({ python: found.path, interpreter: `cpython ${found.version}`, workers });
  },
  wasm: ({ workers }) => WasmProvider.start({ workers }),
};

/** In the order of preference: native is the faster one. */
const preferred = ["native", "wasm"] as const;

/**
 * The first provider that passes its self-check, or null and why none did. One that is asked for by name is never replaced
 * by another. A later one is not even started when an earlier one passes.
 */
export async function chooseProvider(
  settings: ProviderSettings,
  forced: ProviderName | undefined,
): Promise<{ provider: Provider | null; status: ProviderStatus }> {
  const tried: Opened[] = [];
  for (const name of forced === undefined ? preferred : [forced]) {
    const opened = await open(name, settings);
    if (opened.provider !== null) {
      return { provider: opened.provider, status: statusOf(opened, null, tried) };
    }
    tried.push(opened);
  }
  const reason = tried.map((each) => `${each.name}: ${each.reason}`).join("; ");
  const checks = tried.flatMap((each) => each.checks);
  return { provider: null, status: { ...statusOf(null, reason, tried), checks } };
}

/** What every provider's self-check finds here, whichever would be chosen. */
export async function checkProviders(settings: ProviderSettings): Promise<ProviderStatus[]> {
  const found: ProviderStatus[] = [];
  for (const name of preferred) {
    const opened = await open(name, settings);
    found.push({ ...statusOf(opened, opened.reason, []), checks: opened.checks });
    await opened.provider?.close();
  }
  return found;
}

async function open(name: ProviderName, settings: ProviderSettings): Promise<Opened> {
  let provider: Provider | null = null;
  let checks: Check[] = [];
  try {
    provider = await starters[name](settings);
    checks = await selfCheck(provider);
    const failed = checks.find((check) => !check.ok);
    if (failed === undefined) return { name, provider, checks, reason: null };
    throw new Error(`self-check "${failed.name}" failed: ${failed.detail}`);
  } catch (error) {
    await provider?.close();
    return { name, provider: null, checks, reason: messageOf(error) };
  }
}

function statusOf(chosen: Opened | null, reason: string | null, tried: Opened[]): ProviderStatus {
  return {
    state: chosen?.provider == null ? "off" : "ready",
    provider: chosen?.name ?? null,
    interpreter: chosen?.provider?.interpreter ?? null,
    reason,
    checks: chosen?.checks ?? [],
    passedOver: tried.map((each) => ({ provider: each.name, reason: each.reason ?? "" })),
  };
}
