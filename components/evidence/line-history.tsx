"use client";

import { useQuery } from "@tanstack/react-query";
import type { LabelEvent } from "#server/labels/schema";
import { labelWord, overrideReasonWords } from "../labels/label-words";
import type { Place } from "../labels/outbox";
import { timeAgo } from "../labels/time-words";
import { useUndoEvent } from "../labels/use-decisions";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LabelMark } from "../ui/label-mark";
import { Skeleton } from "../ui/skeleton";

/** Everything that was ever decided on the line, newest first; nothing is ever removed from it. */
export function LineHistory({ place }: { place: Place }) {
  const trpc = useTRPC();
  const history = useQuery(
    trpc.labels.history.queryOptions({ programId: place.programId, line: place.line }),
  );
  const undo = useUndoEvent();
  if (history.isPending) {
    return (
      <div className="flex flex-col gap-3 px-3 py-3">
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
      </div>
    );
  }
  if (history.isError) {
    return (
      <ErrorState
        className="py-6"
        title="The history could not be loaded"
        message={shownError(history.error).message}
        onRetry={() => void history.refetch()}
      />
    );
  }
  const events: readonly LabelEvent[] = history.data;
  if (events.length === 0) {
    return (
      <EmptyState className="py-6" title="No decision on this line yet">
        Press 1 to 4 to decide, Q to agree with the rule.
      </EmptyState>
    );
  }
  const undone = new Set(events.map((event) => event.undoes));
  return (
    <ol aria-label="History of the line" className="flex flex-col">
      {events.map((event) => (
        <li
          key={event.id}
          data-event={event.id}
          className="flex items-baseline gap-2 border-line border-b px-3 py-1.5 last:border-b-0"
        >
          <EventWords event={event} undone={undone.has(event.id)} />
          <time className="ml-auto shrink-0 text-faint text-xs" dateTime={event.at.toISOString()}>
            {timeAgo(event.at)}
          </time>
          {(event.kind === "vote" || event.kind === "withdraw") && !undone.has(event.id) ? (
            <Button
              size="xs"
              variant="ghost"
              onClick={() =>
                void undo({ ...place, eventId: event.id, what: `decision on line ${event.line}` })
              }
            >
              Undo
            </Button>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function EventWords({ event, undone }: { event: LabelEvent; undone: boolean }) {
  const reason = event.reason === null ? "" : overrideReasonWords[event.reason].name;
  return (
    <div className="min-w-0">
      <span className={undone ? "text-faint line-through" : undefined}>
        <span className="font-medium">{event.annotator}</span> {verbOf(event)}{" "}
        {event.kind === "vote" ? <LabelMark label={event.toLabel} className="align-bottom" /> : null}
        {event.kind === "vote" && event.fromLabel !== event.toLabel ? (
          <span className="text-muted"> (was {labelWord(event.fromLabel)})</span>
        ) : null}
        {reason === "" ? null : <span className="text-muted">, {reason}</span>}
      </span>
      {undone ? <span className="ml-1.5 text-faint">undone</span> : null}
      {event.comment === null ? null : <p className="text-muted">{event.comment}</p>}
    </div>
  );
}

function verbOf(event: LabelEvent): string {
  switch (event.kind) {
    case "vote":
      return event.keep ? "agreed with the rule:" : "decided";
    case "withdraw":
      return "withdrew the vote";
    case "comment":
      return "commented";
    case "undo":
      return "undid a decision";
  }
}
