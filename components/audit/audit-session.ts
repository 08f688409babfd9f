import { z } from "zod";
import type { SuspicionReason } from "#server/core/vocabulary";
import { type AuditItem, auditItemSchema } from "#server/labels/schema";
import { makeStore } from "../labels/store";

export type AuditReason = SuspicionReason | "all";

/**
 * The list one walks through. It is kept as it was when the walk began: an item that has been decided leaves the
 * server's list of open ones, but must stay where it was so that one can go back to it.
 */
const auditSessionSchema = z.object({
  datasetId: z.int(),
  reason: z.string(),
  items: z.array(auditItemSchema),
  nextCursor: z.string().nullable(),
  /** Keys of items decided in this sitting. */
  done: z.array(z.string()),
});
export type AuditSession = z.infer<typeof auditSessionSchema>;

export const auditSessionStore = makeStore<AuditSession | null>(null);
const storageKey = "linewise.audit";

export const auditKey = (item: Pick<AuditItem, "programId" | "line">): string =>
  `${item.programId}:${item.line}`;

export function setAuditSession(session: AuditSession): void {
  auditSessionStore.set(session);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(session));
  } catch {
    // Without storage the walk lasts until the next reload.
  }
}

/** The walk through this list, if one was begun in this tab. */
export function loadAuditSession(datasetId: number, reason: AuditReason): AuditSession | null {
  const current = auditSessionStore.get();
  if (current?.datasetId === datasetId && current.reason === reason) return current;
  try {
    const parsed = auditSessionSchema.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? "null"));
    if (!parsed.success || parsed.data.datasetId !== datasetId || parsed.data.reason !== reason) return null;
    auditSessionStore.set(parsed.data);
    return parsed.data;
  } catch {
    return null;
  }
}

/** Adds the next page; items that came before (they moved in the order meanwhile) are not doubled. */
export function withPage(
  session: AuditSession,
  page: { items: readonly AuditItem[]; nextCursor: string | null },
): AuditSession {
  const known = new Set(session.items.map(auditKey));
  return {
    ...session,
    items: [...session.items, ...page.items.filter((item) => !known.has(auditKey(item)))],
    nextCursor: page.nextCursor,
  };
}

export function withDone(session: AuditSession, key: string): AuditSession {
  if (session.done.includes(key) || !session.items.some((item) => auditKey(item) === key)) return session;
  return { ...session, done: [...session.done, key] };
}

export function withoutDone(session: AuditSession, key: string): AuditSession {
  return session.done.includes(key)
    ? { ...session, done: session.done.filter((other) => other !== key) }
    : session;
}

/** Where an item stands in the walk; -1 where it is not in it. A program stands for its item on any of its lines. */
export function positionOf(session: AuditSession, programId: number, line: number | null): number {
  const exact = session.items.findIndex((item) => item.programId === programId && item.line === line);
  return exact >= 0 ? exact : session.items.findIndex((item) => item.programId === programId);
}
