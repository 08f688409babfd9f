import type { Place } from "./outbox";
import { makeStore } from "./store";

/** A saved decision of this sitting: the last one is what Ctrl+Z takes back, whichever item it was made on. */
export type Undoable = Place & { eventId: number; what: string };

export const noUndoables: readonly Undoable[] = [];
export const undoStore = makeStore<readonly Undoable[]>(noUndoables);

export function pushUndoable(undoable: Undoable): void {
  undoStore.set([...undoStore.get(), undoable]);
}

/** When the last decision was saved, in milliseconds since the page was opened; 0 before the first. */
export const lastSavedStore = makeStore(0);

export function removeUndoable(eventId: number): void {
  undoStore.set(undoStore.get().filter((undoable) => undoable.eventId !== eventId));
}
