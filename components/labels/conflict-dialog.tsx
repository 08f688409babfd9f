"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { LabelMark } from "../ui/label-mark";
import { conflictsStore, noConflicts, settleConflict } from "./conflicts";
import { changeDraft, draftKey } from "./drafts";
import { decisionName, overrideReasonWords } from "./label-words";
import type { Place } from "./outbox";
import { useStore } from "./store";
import { timeAgo } from "./time-words";

/** Somebody decided on the same line first: shows what they said, and lets one decide again knowing it. */
export function ConflictDialog({ onGo }: { onGo: (place: Place) => void }) {
  const [conflict] = useStore(conflictsStore, noConflicts);
  const queries = useQueryClient();
  const trpc = useTRPC();
  if (conflict === undefined) return null;
  const { entry, head, message } = conflict;

  const settle = async (again: boolean) => {
    await queries.invalidateQueries(trpc.programs.get.queryFilter({ id: entry.programId }));
    await queries.invalidateQueries(trpc.labels.history.pathFilter());
    if (again) {
      changeDraft(draftKey(entry.programId, entry.line), {
        value: entry.value === "comment" ? null : entry.value,
        reason: entry.reason,
        comment: entry.comment ?? "",
        commenting: entry.value === "comment",
      });
      onGo(entry);
    }
    settleConflict(entry.clientEvent);
  };

  const yours = entry.value === "comment" ? "a comment" : decisionName(entry.value);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : void settle(true))}>
      <DialogContent
        title={`Somebody decided on line ${entry.line} before you`}
        description={`${message} Nothing was overwritten, and your decision is kept.`}
        footer={
          <>
            <Button onClick={() => void settle(false)}>Keep theirs</Button>
            <Button variant="primary" autoFocus onClick={() => void settle(true)}>
              Decide again
            </Button>
          </>
        }
      >
        <dl className="grid grid-cols-[5rem_1fr] gap-x-4 gap-y-2 px-4 py-3">
          <dt className="text-faint">Theirs</dt>
          <dd>
            <span className="flex flex-wrap items-center gap-x-2">
              <LabelMark label={head.toLabel} />
              <span className="text-muted">
                {head.annotator}, {timeAgo(head.at)}
                {head.reason === null ? "" : `, ${overrideReasonWords[head.reason].name}`}
              </span>
            </span>
            {head.comment === null ? null : <p className="mt-0.5">{head.comment}</p>}
          </dd>
          <dt className="text-faint">Yours</dt>
          <dd>
            <span>{yours}</span>
            {entry.reason === null ? null : (
              <span className="text-muted">, {overrideReasonWords[entry.reason].name}</span>
            )}
            {entry.comment === null ? null : <p className="mt-0.5">{entry.comment}</p>}
          </dd>
        </dl>
      </DialogContent>
    </Dialog>
  );
}
