import type { ReactNode } from "react";
import { cn } from "./cn";

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode; className?: string };

/** Says what would be here and offers the one next step. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn("flex flex-col items-center justify-center gap-1.5 px-6 py-12 text-center", className)}
    >
      <p className="font-medium text-base">{title}</p>
      {children ? <div className="max-w-md text-muted">{children}</div> : null}
      {action ? <div className="mt-2.5 flex gap-2">{action}</div> : null}
    </div>
  );
}
