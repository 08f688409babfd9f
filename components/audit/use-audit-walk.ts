"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { AuditItem } from "#server/labels/schema";
import { useStore } from "../labels/store";
import { useTRPC, useTRPCClient } from "../trpc/client";
import { toast } from "../ui/toast";
import {
  type AuditReason,
  auditKey,
  auditSessionStore,
  loadAuditSession,
  positionOf,
  setAuditSession,
  withDone,
  withoutDone,
  withPage,
} from "./audit-session";

/** Items whose impression was recorded since the page was loaded. */
const seen = new Set<string>();

type Walk = {
  items: readonly AuditItem[];
  /** -1 where the shown line is none of the list. */
  at: number;
  done: ReadonlySet<string>;
  more: boolean;
  step: (by: 1 | -1) => void;
  markDone: (item: { programId: number; line: number }, done: boolean) => void;
};

/** Walks through an audit list from the problem page. Null outside of an audit. */
export function useAuditWalk(input: {
  datasetId: number;
  reason: AuditReason | null;
  programId: number | null;
  line: number | null;
  onOpen: (item: AuditItem) => void;
}): Walk | null {
  const { datasetId, reason, programId, line, onOpen } = input;
  const client = useTRPCClient();
  const queries = useQueryClient();
  const trpc = useTRPC();
  const session = useStore(auditSessionStore, null);
  const [loading, setLoading] = useState(false);

  const fetchPage = useCallback(
    async (cursor: string | null) =>
      client.audit.list.query({ datasetId, reason: reason === "all" ? null : reason, cursor, limit: 60 }),
    [client, datasetId, reason],
  );

  useEffect(() => {
    if (reason === null || loadAuditSession(datasetId, reason) !== null) return;
    let live = true;
    fetchPage(null).then(
      (page) => {
        if (live)
          setAuditSession({ datasetId, reason, items: page.items, nextCursor: page.nextCursor, done: [] });
      },
      () => toast("The audit list could not be loaded", { detail: "← and → have nowhere to go." }),
    );
    return () => {
      live = false;
    };
  }, [datasetId, reason, fetchPage]);

  const walking =
    reason !== null && session?.datasetId === datasetId && session.reason === reason ? session : null;
  const at = walking === null || programId === null ? -1 : positionOf(walking, programId, line);

  // What was shown is recorded once an item, because agreement and noise rates need to know what was looked at.
  const item = walking?.items[at];
  const shown = item === undefined || item.line !== line ? null : auditKey(item);
  useEffect(() => {
    if (shown === null || programId === null || line === null || seen.has(shown)) return;
    seen.add(shown);
    client.labels.impression
      .mutate({ programId, line, why: { list: "audit", reason, order: "rank", position: at } })
      .catch(() => seen.delete(shown));
  }, [shown, programId, line, reason, at, client]);

  // The next item is fetched while one looks at this one.
  const next = walking?.items[at + 1];
  useEffect(() => {
    if (next === undefined) return;
    void queries.prefetchQuery(trpc.problems.get.queryOptions({ id: next.problemId }));
    void queries.prefetchQuery(trpc.programs.get.queryOptions({ id: next.programId }));
  }, [next, queries, trpc]);

  const step = useCallback(
    (by: 1 | -1) => {
      if (walking === null) return;
      const item = walking.items[at < 0 ? 0 : at + by];
      if (item !== undefined) {
        onOpen(item);
        return;
      }
      if (by < 0) toast("This is the first item");
      else if (walking.nextCursor === null) toast("This is the last item of the list");
      else if (!loading) {
        setLoading(true);
        fetchPage(walking.nextCursor)
          .then((page) => {
            const grown = withPage(auditSessionStore.get() ?? walking, page);
            setAuditSession(grown);
            const first = grown.items[walking.items.length];
            if (first === undefined) toast("This is the last item of the list");
            else onOpen(first);
          })
          .catch(() => toast("The next items could not be loaded", { detail: "Press → to try again." }))
          .finally(() => setLoading(false));
      }
    },
    [walking, at, loading, fetchPage, onOpen],
  );

  const markDone = useCallback((item: { programId: number; line: number }, done: boolean) => {
    const current = auditSessionStore.get();
    if (current === null) return;
    setAuditSession(done ? withDone(current, auditKey(item)) : withoutDone(current, auditKey(item)));
  }, []);

  if (reason === null) return null;
  return {
    items: walking?.items ?? [],
    at,
    done: new Set(walking?.done ?? []),
    more: walking?.nextCursor !== null && walking !== null,
    step,
    markDone,
  };
}

export type AuditWalk = Walk;
