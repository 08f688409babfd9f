"use client";

import { useCallback } from "react";
import type { LineView, VoteResult } from "#server/labels/schema";
import { shownError } from "../trpc/app-error";
import { useTRPCClient } from "../trpc/client";
import { toast } from "../ui/toast";
import { changeDraft, type Draft, draftKey, draftsStore, emptyDraft, noDrafts } from "./drafts";
import type { DecisionValue } from "./label-words";
import { dropped, type OutboxEntry, type Place } from "./outbox";
import { outboxStore, setOutbox } from "./outbox-store";
import { seenHead } from "./own-heads";
import { useStore } from "./store";
import { pushUndoable, removeUndoable, type Undoable, undoStore } from "./undo-stack";
import { useActiveTime } from "./use-active-time";
import { entryWords, useTakeResult } from "./use-outbox";

type Subject = { place: Place; lines: readonly LineView[] } | null;

/** Making, committing and taking back decisions on the current line. `onUndo` leads to where the decision was made. */
export function useDecisions(subject: Subject, onUndo: (place: Place) => void) {
  const drafts = useStore(draftsStore, noDrafts);
  const key = subject === null ? "" : draftKey(subject.place.programId, subject.place.line);
  const draft = drafts[key] ?? null;
  const activeMs = useActiveTime(key);
  const undoEvent = useUndoEvent();

  const change = useCallback(
    (patch: Partial<Draft> | null) => {
      if (key !== "") changeDraft(key, patch);
    },
    [key],
  );

  const commit = useCallback((): boolean => {
    const latest = draftsStore.get()[key];
    if (subject === null || latest === undefined) return false;
    const { place, lines } = subject;
    const comment = latest.comment.trim();
    if (latest.value === null && comment === "") return false;
    const entry: OutboxEntry = {
      ...place,
      clientEvent: crypto.randomUUID(),
      value: latest.value ?? "comment",
      reason: latest.value === null ? null : latest.reason,
      comment: comment === "" ? null : comment,
      seenSeq: seenHead(place.programId, {
        line: place.line,
        headSeq: lines.find((line) => line.line === place.line)?.headSeq ?? 0,
      }),
      seenSeqs: latest.value === "first-error" ? lines.map((line) => seenHead(place.programId, line)) : null,
      activeMs: activeMs(),
      state: "waiting",
      message: null,
    };
    changeDraft(key, null);
    setOutbox([...outboxStore.get(), entry]);
    return true;
  }, [subject, key, activeMs]);

  const undo = useCallback(() => {
    if (draft !== null) {
      changeDraft(key, null);
      return;
    }
    const unsent = outboxStore.get().findLast((entry) => entry.state !== "sending");
    if (unsent !== undefined) {
      setOutbox(dropped(outboxStore.get(), unsent.clientEvent));
      toast(`Taken back before it was saved: ${entryWords(unsent)}`);
      onUndo(unsent);
      return;
    }
    const last = undoStore.get().at(-1);
    if (last === undefined) {
      toast("Nothing to undo in this sitting");
      return;
    }
    onUndo(last);
    void undoEvent(last);
  }, [draft, key, onUndo, undoEvent]);

  return { draft: draft ?? emptyDraft, hasDraft: draft !== null, change, commit, undo };
}

export type Decisions = ReturnType<typeof useDecisions>;

export function chooseValue(decisions: Decisions, value: DecisionValue): void {
  decisions.change({ value, byReason: false });
}

/** Takes back one saved decision, and says so; a failure leaves it where it was. */
export function useUndoEvent() {
  const client = useTRPCClient();
  const takeResult = useTakeResult();
  return useCallback(
    async (undoable: Undoable): Promise<void> => {
      removeUndoable(undoable.eventId);
      const failed = (detail: string) => {
        pushUndoable(undoable);
        toast(`Not undone: ${undoable.what}`, { tone: "loud", detail });
      };
      try {
        const result: VoteResult = await client.labels.undo.mutate({
          clientEvent: crypto.randomUUID(),
          eventId: undoable.eventId,
        });
        if (result.outcome === "conflict") {
          failed(result.message);
          return;
        }
        takeResult(undoable.programId, result);
        toast(`Undone: ${undoable.what}`);
      } catch (error) {
        failed(`${shownError(error).message} The decision still stands.`);
      }
    },
    [client, takeResult],
  );
}
