"use client";

import { type Query, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { VoteResult } from "#server/labels/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC, useTRPCClient } from "../trpc/client";
import { toast } from "../ui/toast";
import { addConflict } from "./conflicts";
import { restoreDrafts } from "./drafts";
import { decisionName } from "./label-words";
import { dropped, failed, nextToSend, type OutboxEntry, retried, saved, sending } from "./outbox";
import { outboxStore, restoreOutbox, setOutbox } from "./outbox-store";
import { mergedLines } from "./overlay";
import { noteHeads } from "./own-heads";
import { lastSavedStore, pushUndoable } from "./undo-stack";

const retryMs = 5000;

export function entryWords(entry: OutboxEntry): string {
  if (entry.value === "comment") return `comment on line ${entry.line}`;
  return `line ${entry.line} ${entry.value === "first-error" ? "is the first error" : decisionName(entry.value)}`;
}

/** Takes a decision's result into what the pages have cached, and lets everything that hangs on it be fetched again. */
export function useTakeResult() {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return useCallback(
    (programId: number, result: Extract<VoteResult, { outcome: "saved" }>) => {
      noteHeads(result.events);
      queries.setQueryData(trpc.programs.get.queryKey({ id: programId }), (program) =>
        program === undefined ? program : { ...program, lines: mergedLines(program.lines, result.lines) },
      );
      // A reference's line speaks for the same line of its mutants, so all programs may have changed.
      for (const filter of [
        trpc.programs.get.pathFilter(),
        trpc.problems.get.pathFilter(),
        trpc.labels.history.pathFilter(),
        trpc.audit.pathFilter(),
      ]) {
        // A first fetch under way would count as the refetch, and may have been read before the decision: it starts again.
        const firstFetch = { ...filter, predicate: (query: Query) => query.state.data === undefined };
        void queries.cancelQueries(firstFetch).then(() => queries.invalidateQueries(filter));
      }
    },
    [queries, trpc],
  );
}

/** Sends what lies in the outbox. Mount it once on a page that decides. */
export function useOutbox(): void {
  const client = useTRPCClient();
  const takeResult = useTakeResult();
  const takeRef = useRef(takeResult);
  useEffect(() => {
    takeRef.current = takeResult;
  });

  useEffect(() => {
    const send = (entry: OutboxEntry): Promise<VoteResult> => {
      const { clientEvent, programId, line, reason, comment, activeMs } = entry;
      const vote = { clientEvent, programId, line, reason, comment, activeMs };
      if (entry.value === "comment") {
        return client.labels.comment.mutate({ clientEvent, programId, line, comment: comment ?? "" });
      }
      if (entry.value === "first-error") {
        return client.labels.firstError.mutate({ ...vote, seenSeqs: entry.seenSeqs ?? [] });
      }
      return client.labels.vote.mutate({ ...vote, value: entry.value, seenSeq: entry.seenSeq });
    };
    let retryTimer: ReturnType<typeof setTimeout> | undefined;
    const deliver = async (entry: OutboxEntry): Promise<void> => {
      try {
        const result = await send(entry);
        if (result.outcome === "conflict") {
          setOutbox(dropped(outboxStore.get(), entry.clientEvent));
          addConflict({ entry, head: result.head, message: result.message });
          return;
        }
        takeRef.current(entry.programId, result);
        setOutbox(saved(outboxStore.get(), entry.clientEvent, result.lines));
        lastSavedStore.set(performance.now());
        const event = result.events[0];
        // A comment changes no label, so there is nothing to take back.
        if (event !== undefined && entry.value !== "comment")
          pushUndoable({ ...entry, eventId: event.id, what: entryWords(entry) });
      } catch (error) {
        const shown = shownError(error);
        setOutbox(failed(outboxStore.get(), entry.clientEvent, shown.message));
        toast(`Not saved: ${entryWords(entry)}`, {
          tone: "loud",
          detail: `${shown.message} Your decision is kept in this browser.`,
          action: { label: "Try again", run: retryOutbox },
        });
        if (shown.retryable) {
          clearTimeout(retryTimer);
          retryTimer = setTimeout(retryOutbox, retryMs);
        }
      }
    };
    const drain = () => {
      for (let entry = nextToSend(outboxStore.get()); entry !== null; entry = nextToSend(outboxStore.get())) {
        setOutboxQuietly(sending(outboxStore.get(), entry.clientEvent));
        void deliver(entry);
      }
    };
    // Marking an entry as sending changes the store too; the guard keeps that from starting a second drain.
    let draining = false;
    const setOutboxQuietly = (next: ReturnType<typeof sending>) => {
      draining = true;
      setOutbox(next);
      draining = false;
    };
    const stop = outboxStore.subscribe(() => {
      if (!draining) drain();
    });
    restoreOutbox();
    restoreDrafts();
    drain();
    return () => {
      stop();
      clearTimeout(retryTimer);
    };
  }, [client]);
}

export function retryOutbox(): void {
  setOutbox(retried(outboxStore.get()));
}
