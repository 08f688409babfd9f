import type { LabelEvent } from "#server/labels/schema";
import type { OutboxEntry } from "./outbox";
import { makeStore } from "./store";

/** A decision that was not written because somebody decided on the line in the meantime. */
export type Conflict = { entry: OutboxEntry; head: LabelEvent; message: string };

/** Conflicts wait in line; the first is the one on screen. */
export const noConflicts: readonly Conflict[] = [];
export const conflictsStore = makeStore<readonly Conflict[]>(noConflicts);

export function addConflict(conflict: Conflict): void {
  conflictsStore.set([...conflictsStore.get(), conflict]);
}

export function settleConflict(clientEvent: string): void {
  conflictsStore.set(conflictsStore.get().filter((conflict) => conflict.entry.clientEvent !== clientEvent));
}
