"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

type ErrorStateProps = {
  /** What could not be done: "The problems could not be loaded". */
  title: string;
  /** What happened, as the server said it. */
  message: string;
  /** What was kept, or what to do where trying again is not it. */
  advice?: ReactNode;
  onRetry?: () => void;
  className?: string;
};

/** An error where the content would stand: what happened, what to do. */
export function ErrorState({ title, message, advice, onRetry, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center justify-center gap-1.5 px-6 py-12 text-center", className)}
    >
      <CircleAlert className="size-5 text-muted" aria-hidden="true" />
      <p className="font-medium text-base">{title}</p>
      <p className="max-w-xl break-words text-muted">{message}</p>
      {advice ? <div className="max-w-xl text-muted">{advice}</div> : null}
      {onRetry ? (
        <Button className="mt-2.5" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
