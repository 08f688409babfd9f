"use client";

import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { emptyOutbox, outboxStore } from "./outbox-store";
import { useStore } from "./store";
import { lastSavedStore } from "./undo-stack";
import { retryOutbox } from "./use-outbox";

const savedMs = 2500;

/** "saving…", a quiet "saved" for a moment, or how many decisions could not be saved and are kept. */
export function SaveStatus({ className }: { className?: string }) {
  const outbox = useStore(outboxStore, emptyOutbox);
  const failures = outbox.filter((entry) => entry.state === "failed").length;
  const lastSaved = useStore(lastSavedStore, 0);
  const [quietAt, setQuietAt] = useState(lastSaved);
  useEffect(() => {
    if (lastSaved === quietAt) return;
    const timer = setTimeout(() => setQuietAt(lastSaved), savedMs);
    return () => clearTimeout(timer);
  }, [lastSaved, quietAt]);

  if (failures > 0) {
    return (
      <span role="alert" className={cn("flex items-center gap-2 font-medium text-xs", className)}>
        {failures === 1 ? "1 decision not saved, kept here" : `${failures} decisions not saved, kept here`}
        <Button size="xs" onClick={retryOutbox}>
          Try again
        </Button>
      </span>
    );
  }
  return (
    <span role="status" className={cn("text-faint text-xs", className)}>
      {outbox.length > 0 ? "saving…" : lastSaved !== quietAt ? "saved" : ""}
    </span>
  );
}
