import type { ReactNode } from "react";
import { cn } from "../ui/cn";

type PanelProps = { title: string; aside?: ReactNode; children: ReactNode; className?: string };

/** A titled box: the title stands above, the border holds rows that go edge to edge. */
export function Panel({ title, aside, children, className }: PanelProps) {
  return (
    <section aria-label={title} className={className}>
      <div className="mb-1.5 flex min-h-5 items-center justify-between gap-4">
        <h2 className="text-faint text-xs">{title}</h2>
        {aside}
      </div>
      <div className={cn("overflow-hidden rounded-lg border border-line bg-surface")}>{children}</div>
    </section>
  );
}
