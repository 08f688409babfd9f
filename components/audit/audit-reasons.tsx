import type { z } from "zod";
import { suspicionReasons } from "#server/core/vocabulary";
import type { auditCountsSchema } from "#server/labels/schema";
import { cn } from "../ui/cn";
import { reasonMeaning, reasonName, SuspicionMark } from "../ui/suspicion-mark";
import type { AuditReason } from "./audit-session";

type AuditReasonsProps = {
  counts: z.infer<typeof auditCountsSchema> | undefined;
  failed: boolean;
  reason: AuditReason;
  onReason: (reason: AuditReason) => void;
};

/** How many lines are open for each reason. A line with two reasons counts under both. */
export function AuditReasons({ counts, failed, reason, onReason }: AuditReasonsProps) {
  const present = suspicionReasons.filter((name) => (counts?.open[name] ?? 0) > 0 || name === reason);
  return (
    <nav aria-label="Reasons" className="w-60 shrink-0 overflow-y-auto border-line border-r bg-surface p-2">
      <ReasonButton
        name="every reason"
        hint="All open lines, most suspicious first"
        count={null}
        current={reason === "all"}
        onClick={() => onReason("all")}
      />
      {(counts === undefined ? suspicionReasons.slice(0, 5) : present).map((name) => (
        <ReasonButton
          key={name}
          name={reasonName(name)}
          hint={reasonMeaning(name)}
          count={counts === undefined ? "…" : (counts.open[name] ?? 0)}
          current={reason === name}
          onClick={() => onReason(name)}
        />
      ))}
      {counts === undefined ? (
        <p className="px-2 py-2 text-faint text-xs">
          {failed ? "The counts could not be loaded." : "counting…"}
        </p>
      ) : (
        <p className="tabular px-2 py-2 text-faint text-xs">
          {counts.settled.toLocaleString("en")} {counts.settled === 1 ? "line" : "lines"} settled
        </p>
      )}
    </nav>
  );
}

type ReasonButtonProps = {
  name: string;
  hint: string;
  count: number | string | null;
  current: boolean;
  onClick: () => void;
};

function ReasonButton({ name, hint, count, current, onClick }: ReasonButtonProps) {
  return (
    <button
      type="button"
      title={hint}
      aria-current={current ? "true" : undefined}
      onClick={onClick}
      className={cn(
        "flex h-7 w-full items-center gap-2 rounded-md px-2 text-left",
        current ? "bg-selected font-medium" : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      {count === null ? <span className="w-2.5" /> : <SuspicionMark />}
      <span className="truncate">{name}</span>
      {count === null ? null : (
        <span className="tabular ml-auto text-faint text-xs">
          {typeof count === "number" ? count.toLocaleString("en") : count}
        </span>
      )}
    </button>
  );
}
