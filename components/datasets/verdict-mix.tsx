import type { Verdict } from "#server/core/vocabulary";
import { cn } from "../ui/cn";
import { formatCount, formatShare, plural } from "../ui/format";
import { Tooltip } from "../ui/tooltip";
import { verdictName } from "../ui/verdict-words";

export type VerdictCounts = Partial<Record<Verdict, number>>;

/** What failed loudest first, what passes last; the rare ones share a tone. */
export const mixOrder: readonly Verdict[] = [
  "wrong-answer",
  "runtime-error",
  "compile-error",
  "timeout",
  "memory-limit",
  "output-limit",
  "crashed",
  "bad-result",
  "infra-error",
  "passed",
];

const fills: Record<Verdict, string> = {
  passed: "bg-verdict-passed",
  "wrong-answer": "bg-verdict-wrong-answer",
  "runtime-error": "bg-verdict-runtime-error",
  "compile-error": "bg-verdict-compile-error",
  timeout: "bg-verdict-timeout hatch",
  "memory-limit": "bg-verdict-other",
  "output-limit": "bg-verdict-other",
  crashed: "bg-verdict-other",
  "bad-result": "bg-verdict-other",
  "infra-error": "bg-verdict-other hatch",
};

/** The tone that stands for a verdict in bars and their legends. */
export function VerdictSwatch({ verdict, className }: { verdict: Verdict; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-block size-2.5 shrink-0 rounded-[2px] ring-1 ring-line ring-inset",
        fills[verdict],
        className,
      )}
    />
  );
}

function entriesOf(counts: VerdictCounts): { verdict: Verdict; count: number }[] {
  return mixOrder.flatMap((verdict) => {
    const count = counts[verdict] ?? 0;
    return count > 0 ? [{ verdict, count }] : [];
  });
}

/** The bar in words: "420 mutants: 301 wrong answer, 80 runtime error, 39 passes". */
export function verdictMixText(counts: VerdictCounts): string {
  const entries = entriesOf(counts);
  const total = entries.reduce((sum, entry) => sum + entry.count, 0);
  if (total === 0) return "no mutants yet";
  return `${plural(total, "mutant")}: ${entries.map((entry) => `${formatCount(entry.count)} ${verdictName(entry.verdict)}`).join(", ")}`;
}

/** How the mutants of a problem or a dataset ended, as a bar; the words are its label and its tooltip. */
export function VerdictMix({ counts, className }: { counts: VerdictCounts; className?: string }) {
  const entries = entriesOf(counts);
  const total = entries.reduce((sum, entry) => sum + entry.count, 0);
  if (total === 0) {
    return (
      <span className={cn("block h-2.5 rounded-[2px] border border-line border-dashed", className)}>
        <span className="sr-only">no mutants yet</span>
      </span>
    );
  }
  return (
    <Tooltip content={<MixLegend entries={entries} total={total} />}>
      <span
        role="img"
        aria-label={verdictMixText(counts)}
        className={cn(
          "flex h-2.5 gap-px overflow-hidden rounded-[2px] ring-1 ring-line ring-inset",
          className,
        )}
      >
        {entries.map(({ verdict, count }) => (
          <span key={verdict} className={cn("min-w-0.5", fills[verdict])} style={{ flex: `${count} 1 0` }} />
        ))}
      </span>
    </Tooltip>
  );
}

function MixLegend({ entries, total }: { entries: { verdict: Verdict; count: number }[]; total: number }) {
  return (
    <span className="tabular grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-2">
      {entries.map(({ verdict, count }) => (
        <span key={verdict} className="contents">
          <VerdictSwatch verdict={verdict} />
          <span>{verdictName(verdict)}</span>
          <span className="text-right">{formatCount(count)}</span>
          <span className="text-right opacity-70">{formatShare(count, total)}</span>
        </span>
      ))}
    </span>
  );
}
