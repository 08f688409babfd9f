import type { editor } from "monaco-editor";
import { type RefObject, useEffect } from "react";
import { type MutantDot, visibleDots } from "./gutter-line";
import { monaco } from "./monaco-setup";

type Handlers = RefObject<{
  onMutant?: (id: number) => void;
  onMoreMutants?: (parentLine: number) => void;
}>;

/** The glyph of each label, drawn small enough for a dot; a hollow dot is an unknown label. */
const glyphs = {
  correct: "M3 6.2 5.2 8.4 9 4",
  incorrect: "M4 4 8 8M8 4 4 8",
  neutral: "M3.6 6H8.4",
  unknown: "",
};

function dotElement(dot: MutantDot): HTMLButtonElement {
  const button = document.createElement("button");
  const label = dot.label ?? "unknown";
  button.type = "button";
  button.className = "lw-dot";
  button.dataset.label = label;
  button.dataset.mutant = String(dot.id);
  if (dot.overridden) button.dataset.overridden = "";
  if (dot.suspicious) button.dataset.suspicious = "";
  button.setAttribute("aria-pressed", String(dot.selected));
  button.setAttribute("aria-label", dot.title);
  button.title = dot.title;
  // The drawer lists the same mutants for the keyboard; a hundred tab stops in the code would help nobody.
  button.tabIndex = -1;
  button.innerHTML = `<svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="5"/><path d="${glyphs[label]}"/></svg>`;
  return button;
}

function dotsElement(line: number, dots: readonly MutantDot[], handlers: Handlers): HTMLElement {
  // The editor sets the display of its widget's own element, so the row of dots is one within.
  const element = document.createElement("div");
  const row = document.createElement("div");
  row.className = "lw-dots";
  element.append(row);
  const { shown, more } = visibleDots(dots);
  row.append(...shown.map(dotElement));
  if (more > 0) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lw-dots-more";
    button.tabIndex = -1;
    button.textContent = `+${more}`;
    button.title = `${more} more mutants of this line`;
    row.append(button);
  }
  element.addEventListener("mousedown", (event) => {
    event.stopPropagation();
    event.preventDefault();
  });
  element.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button === null) return;
    if (button.dataset.mutant !== undefined) handlers.current.onMutant?.(Number(button.dataset.mutant));
    else handlers.current.onMoreMutants?.(line);
  });
  return element;
}

/** One row of dots at the end of every line that has mutants. */
export function useDots(
  target: editor.IStandaloneCodeEditor | null,
  dots: ReadonlyMap<number, readonly MutantDot[]>,
  handlers: Handlers,
): void {
  useEffect(() => {
    if (target === null) return;
    const widgets = [...dots].map(([line, members]): editor.IContentWidget => {
      const element = dotsElement(line, members, handlers);
      return {
        getId: () => `linewise.dots.${line}`,
        getDomNode: () => element,
        getPosition: () => ({
          position: { lineNumber: line, column: target.getModel()?.getLineMaxColumn(line) ?? 1 },
          preference: [monaco.editor.ContentWidgetPositionPreference.EXACT],
        }),
      };
    });
    const last = target.getModel()?.getLineCount() ?? 0;
    const placed = widgets.filter((_, index) => ([...dots.keys()][index] ?? 0) <= last);
    for (const widget of placed) target.addContentWidget(widget);
    return () => {
      for (const widget of placed) target.removeContentWidget(widget);
    };
  }, [target, dots, handlers]);
}
