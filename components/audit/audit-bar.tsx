import Link from "next/link";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { reasonName, SuspicionMark } from "../ui/suspicion-mark";
import { type AuditReason, auditKey } from "./audit-session";
import type { AuditWalk } from "./use-audit-walk";

type AuditBarProps = { walk: AuditWalk; reason: AuditReason; datasetId: number };

/** Where one is in the audit, above the problem. */
export function AuditBar({ walk, reason, datasetId }: AuditBarProps) {
  const item = walk.items[walk.at];
  const decided = item !== undefined && walk.done.has(auditKey(item));
  return (
    <section
      aria-label="Audit"
      className="flex h-9 shrink-0 items-center gap-3 border-line border-b bg-sunken px-4"
    >
      <SuspicionMark />
      <Link
        className="font-medium hover:underline"
        href={`/datasets/${datasetId}/audit${reason === "all" ? "" : `?reason=${reason}`}`}
      >
        Audit: {reason === "all" ? "every reason" : reasonName(reason)}
      </Link>
      <span className="tabular text-muted" aria-live="polite">
        {walk.items.length === 0
          ? "loading…"
          : walk.at < 0
            ? `not in the list of ${walk.items.length}${walk.more ? "+" : ""}`
            : `item ${walk.at + 1} of ${walk.items.length}${walk.more ? "+" : ""}`}
        {decided ? ", decided" : ""}
        {walk.done.size > 0 ? `, ${walk.done.size} decided in this sitting` : ""}
      </span>
      <span className="ml-auto flex items-center gap-1">
        <Button size="xs" variant="ghost" onClick={() => walk.step(-1)}>
          Previous <Kbd keys="arrowleft" />
        </Button>
        <Button size="xs" variant="ghost" onClick={() => walk.step(1)}>
          Next <Kbd keys="arrowright" />
        </Button>
      </span>
    </section>
  );
}
