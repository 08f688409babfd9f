import { type Outbox, type OutboxEntry, outboxEntrySchema } from "./outbox";
import { makeStore } from "./store";

/**
 * Decisions on their way. Each lies in the browser's storage under a key of its own until the server acknowledged it, so
 * that neither a reload nor a second tab loses one; the server takes a decision that arrives twice only once.
 */
const prefix = "linewise.outbox.";

export const emptyOutbox: Outbox = [];
export const outboxStore = makeStore<Outbox>(emptyOutbox);

function storage(): Storage | null {
  try {
    return typeof localStorage === "undefined" ? null : localStorage;
  } catch {
    return null;
  }
}

export function setOutbox(next: Outbox): void {
  const before = outboxStore.get();
  const kept = new Set(next.map((entry) => entry.clientEvent));
  for (const entry of before) {
    if (!kept.has(entry.clientEvent)) storage()?.removeItem(prefix + entry.clientEvent);
  }
  for (const entry of next) {
    if (!before.includes(entry)) storage()?.setItem(prefix + entry.clientEvent, JSON.stringify(entry));
  }
  outboxStore.set(next);
}

/** Decisions that an earlier page left behind, oldest first. Called once, when the first page that decides is shown. */
export function restoreOutbox(): void {
  const store = storage();
  if (store === null) return;
  const known = new Set(outboxStore.get().map((entry) => entry.clientEvent));
  const found: OutboxEntry[] = [];
  for (const key of Object.keys(store)) {
    if (!key.startsWith(prefix)) continue;
    try {
      const entry = outboxEntrySchema.parse(JSON.parse(store.getItem(key) ?? ""));
      if (!known.has(entry.clientEvent)) found.push({ ...entry, state: "waiting" });
    } catch {
      store.removeItem(key);
    }
  }
  if (found.length > 0) setOutbox([...outboxStore.get(), ...found]);
}
