import type { TraceRow, TraceStep } from "#server/verification/schema";
import { cn } from "../../ui/cn";
import { changesText, endingText } from "./trace-words";

/** Deeper calls are not moved further to the right: the code has to stay in view. */
const maxIndent = 8;

type StepRowProps = {
  row: TraceRow;
  number: number;
  isFirstDifference: boolean;
  selected: boolean;
  code: readonly string[];
  parentCode: readonly string[] | null;
  onSelect: () => void;
};

/** One step of a test, the program's beside its reference's: a button that chooses it. */
export function StepRow({
  row,
  number,
  isFirstDifference,
  selected,
  code,
  parentCode,
  onSelect,
}: StepRowProps) {
  return (
    <button
      type="button"
      data-step={number}
      data-first-difference={isFirstDifference || undefined}
      tabIndex={selected ? 0 : -1}
      aria-current={selected ? "step" : undefined}
      onClick={onSelect}
      className={cn(
        "grid h-full w-full items-center gap-2 border-line border-b pr-3 text-left text-xs hover:bg-hover",
        parentCode === null ? "grid-cols-[3.5rem_1fr]" : "grid-cols-[3.5rem_1fr_1fr]",
        row.edited && "bg-sunken",
        isFirstDifference && "border-l-2 border-l-ink",
        selected && "bg-selected",
      )}
    >
      <span className="tabular pl-2 text-faint">
        {number}
        {isFirstDifference ? (
          <span className="font-semibold text-ink">
            {" "}
            ≠<span className="sr-only"> first difference</span>
          </span>
        ) : null}
      </span>
      <StepCell step={row.program} code={code} side={parentCode === null ? null : "mutant"} />
      {parentCode === null ? null : <StepCell step={row.parent} code={parentCode} side="reference" />}
    </button>
  );
}

type StepCellProps = {
  step: TraceStep | null;
  code: readonly string[];
  /** Whose step it is, where there are two. */
  side: "mutant" | "reference" | null;
};

function StepCell({ step, code, side }: StepCellProps) {
  if (step === null) {
    return (
      <span className="text-faint">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{side}: no step here</span>
      </span>
    );
  }
  const values = [changesText(step), endingText(step)].filter((text) => text !== "").join(" · ");
  return (
    <span className="min-w-0" style={{ paddingLeft: `${Math.min(step.depth - 1, maxIndent) * 0.75}rem` }}>
      <span className="flex min-w-0 gap-1.5">
        <span className="tabular shrink-0 text-faint">
          <span className="sr-only">{side === null ? "line" : `${side}, line`} </span>
          {step.line}
        </span>
        <code className="truncate">
          {step.kind === "call" ? `call of ${step.function}` : (code[step.line - 1]?.trim() ?? "")}
        </code>
      </span>
      <code className="block truncate text-muted">{values}</code>
    </span>
  );
}
