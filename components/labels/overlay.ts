import type { LineView } from "#server/labels/schema";
import { labelAfter } from "./label-words";
import type { Outbox } from "./outbox";

/** The lines as they will be once everything on its way is saved. */
export function overlaid(lines: readonly LineView[], programId: number, outbox: Outbox): LineView[] {
  let shown = [...lines];
  for (const entry of outbox) {
    if (entry.programId !== programId || entry.value === "comment") continue;
    const value = entry.value;
    shown = shown.map((line): LineView => {
      if (value === "first-error" && line.line !== entry.line) {
        if (line.kind !== "code" && line.kind !== "end-of-program") return line;
        if (line.line < entry.line && line.label === "correct") return line;
        return { ...line, from: "override", label: line.line < entry.line ? "correct" : null };
      }
      if (line.line !== entry.line) return line;
      return {
        ...line,
        label: labelAfter(value, line.automatic),
        from: value === "withdraw" ? (line.parentLine === null ? "rule" : "parent") : "override",
        reason: entry.reason,
        annotator: value === "withdraw" ? null : "you",
      };
    });
  }
  return shown;
}

/** Takes over the lines that the server sent back; others keep what they had. */
export function mergedLines(lines: readonly LineView[], fresh: readonly LineView[]): LineView[] {
  const byLine = new Map(fresh.map((line) => [line.line, line]));
  return lines.map((line) => byLine.get(line.line) ?? line);
}
