import { expect, it } from "vitest";
import { editorDecorations, hunkSpans } from "./editor-decorations";
import { visibleDots } from "./gutter-line";
import { programRows } from "./program-rows";
import { scoreStep } from "./score-ramp";

const parent = ["def f(n):", "    if n <= 0:", "        return 1", "    return n"];
const mutant = ["def f(n):", "    if n < 0:", "        return 1", "    return n"];
const hunks = [{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }];

it("shades the replaced line, emphasises its changed span and greys tainted lines", () => {
  const decorations = editorDecorations({
    rows: programRows(4, hunks),
    lines: parent,
    gutter: new Map([
      [1, { facts: ["correct, by the rule"] }],
      [3, { facts: [], tainted: true }],
    ]),
    spans: hunkSpans(parent, mutant, hunks),
  });
  expect(decorations.map((d) => [d.line, d.className ?? d.inlineClassName, d.columns])).toEqual([
    [1, null, null],
    [2, "lw-removed", null],
    [2, "lw-removed-span", { from: 10, to: 12 }],
    [3, null, null],
    [3, "lw-tainted", { from: 1, to: 17 }],
  ]);
  expect(decorations[0]?.hover).toEqual(["correct, by the rule"]);
});

const dot = (id: number, selected = false) => ({
  id,
  label: null,
  overridden: false,
  suspicious: false,
  selected,
  title: "",
});

it("shows five dots and counts the rest, keeping the selected one in view", () => {
  const dots = [1, 2, 3, 4, 5, 6, 7].map((id) => dot(id, id === 7));
  expect(visibleDots(dots).shown.map((d) => d.id)).toEqual([1, 2, 3, 4, 7]);
  expect(visibleDots(dots).more).toBe(2);
  expect(visibleDots(dots.slice(0, 5)).more).toBe(0);
});

it("spreads scores over the whole ramp and holds raw rewards at its ends", () => {
  expect([-3, 0, 0.5, 0.999, 1, 7].map((score) => scoreStep(score))).toEqual([0, 0, 4, 8, 8, 8]);
  expect([0.2, 0.83, 0.85, 0.99].map((score) => scoreStep(score, 0.84))).toEqual([1, 4, 4, 8]);
});
