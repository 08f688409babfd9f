import type { ComparedTrace } from "#server/verification/schema";
import { stepsText } from "./trace-words";

/** How many steps each side has and how it ended, as the head of the two columns. */
export function TraceEndings({ trace: { rows, program, parent } }: { trace: ComparedTrace }) {
  return (
    <p className="grid shrink-0 grid-cols-[3.5rem_1fr_1fr] gap-2 border-line border-b pr-3 text-faint text-xs">
      <span aria-hidden="true" className="pl-2">
        step
      </span>
      <span>this mutant: {endText(rows, "program", program.end)}</span>
      <span>its reference: {parent === null ? "" : endText(rows, "parent", parent.end)}</span>
    </p>
  );
}

function endText(
  rows: readonly { program: unknown; parent: unknown }[],
  side: "program" | "parent",
  end: Parameters<typeof stepsText>[1],
): string {
  return stepsText(rows.filter((row) => row[side] !== null).length, end);
}
