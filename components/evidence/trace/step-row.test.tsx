import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ComparedTrace, TraceStep } from "#server/verification/schema";
import { StepRow } from "./step-row";
import { TraceEndings } from "./trace-endings";

const step: TraceStep = {
  ...{ kind: "line", line: 2, depth: 1, function: "f", ending: null, endedAt: 1 },
  changed: [{ name: "x", value: "1" }],
};
const code = ["def f():", "    x = 1"];

/** What a screen reader says of markup: its text, without what is hidden from it. */
function spoken(markup: string): string {
  const seen = markup.replace(/<(\w+)[^>]*aria-hidden="true"[^>]*>.*?<\/\1>/g, " ");
  return seen
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

describe("a step as a screen reader has it", () => {
  const base = { number: 1, isFirstDifference: false, selected: false, code, onSelect: () => undefined };

  it.each([
    [{ program: step, parent: step }, code, "1 mutant, line 2 x = 1 x = 1 reference, line 2 x = 1 x = 1"],
    [{ program: step, parent: null }, code, "1 mutant, line 2 x = 1 x = 1 reference: no step here"],
    [{ program: null, parent: step }, code, "1 mutant: no step here reference, line 2 x = 1 x = 1"],
    [{ program: step, parent: null }, null, "1 line 2 x = 1 x = 1"],
  ])("case %#", (sides, parentCode, expected) => {
    const row = { ...sides, edited: false };
    expect(spoken(renderToStaticMarkup(<StepRow {...base} {...{ row, parentCode }} />))).toBe(expected);
  });
});

it("says how both traces end", () => {
  const outline = { results: [], error: null };
  const trace: ComparedTrace = {
    rows: [
      { program: step, parent: step, edited: false },
      { program: step, parent: null, edited: false },
    ],
    divergence: null,
    program: { ...outline, end: "timeout" },
    parent: { ...outline, end: "complete" },
  };
  expect(spoken(renderToStaticMarkup(<TraceEndings trace={trace} />))).toBe(
    "this mutant: 2 steps, then it ran out of time. its reference: 1 steps.",
  );
});
