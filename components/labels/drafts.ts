import { z } from "zod";
import { type OverrideReason, overrideReasonSchema } from "#server/core/vocabulary";
import { voteInputSchema } from "#server/labels/schema";
import { makeStore } from "./store";

/** A decision being made on a line: chosen, not yet committed. It stays with its line when one moves away. */
export const draftSchema = z.object({
  /** Null: only a comment so far. */
  value: z.union([voteInputSchema.shape.value, z.literal("first-error")]).nullable(),
  /** The value came with the reason, and goes with it. */
  byReason: z.boolean().default(false),
  reason: overrideReasonSchema.nullable(),
  comment: z.string(),
  /** The comment field was asked for: it stays while it is still empty. */
  commenting: z.boolean().default(false),
});
export type Draft = z.infer<typeof draftSchema>;
export type Drafts = Readonly<Record<string, Draft>>;

const storageKey = "linewise.drafts";
export const noDrafts: Drafts = {};
export const draftsStore = makeStore<Drafts>(noDrafts);

export const draftKey = (programId: number, line: number): string => `${programId}:${line}`;
export const emptyDraft: Draft = {
  value: null,
  byReason: false,
  reason: null,
  comment: "",
  commenting: false,
};

function isEmpty(draft: Draft): boolean {
  return draft.value === null && draft.comment.trim() === "" && !draft.commenting;
}

/** What some reasons resolve a line to; chosen along with them where nothing is chosen yet. */
const valueOfReason: Partial<Record<OverrideReason, Draft["value"]>> = {
  equivalent: "correct",
  "weak-tests": "incorrect",
};

/** The change to a draft that choosing a reason, or none, makes. */
export function reasonChange(draft: Draft, reason: OverrideReason | null): Partial<Draft> {
  if (draft.value !== null && !draft.byReason) return { reason };
  const value = reason === null ? null : (valueOfReason[reason] ?? null);
  return { reason, value, byReason: value !== null };
}

/** The drafts with one changed; one that says nothing any more is gone. */
export function withDraft(drafts: Drafts, key: string, change: Partial<Draft> | null): Drafts {
  const { [key]: before, ...others } = drafts;
  if (change === null) return others;
  const draft = { ...(before ?? emptyDraft), ...change };
  return isEmpty(draft) ? others : { ...others, [key]: draft };
}

export function changeDraft(key: string, change: Partial<Draft> | null): void {
  const next = withDraft(draftsStore.get(), key, change);
  draftsStore.set(next);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A full or forbidden storage must not stand in the way of deciding.
  }
}

export function restoreDrafts(): void {
  try {
    const parsed = z
      .record(z.string(), draftSchema)
      .safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? "{}"));
    if (parsed.success) draftsStore.set({ ...parsed.data, ...draftsStore.get() });
  } catch {
    // Nothing to restore.
  }
}

/** Drafts of one program by line. */
export function draftsOf(drafts: Drafts, programId: number): Map<number, Draft> {
  const found = new Map<number, Draft>();
  for (const [key, draft] of Object.entries(drafts)) {
    const [program, line] = key.split(":").map(Number);
    if (program === programId && line !== undefined) found.set(line, draft);
  }
  return found;
}
