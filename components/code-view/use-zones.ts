import type { editor } from "monaco-editor";
import { useEffect, useRef } from "react";
import type { Hunk } from "#server/mutation/schema";
import type { HunkSpans } from "./editor-decorations";
import { rowHeightPx } from "./editor-options";
import type { CodeMarker, GutterLine } from "./gutter-line";
import { monaco } from "./monaco-setup";
import { addedZones, type ProgramRow } from "./program-rows";

type Zones = {
  rows: readonly ProgramRow[];
  hunks: readonly Hunk[];
  spans: readonly HunkSpans[];
  /** The mutant's code, null without an edit. */
  code: string | null;
  gutter: ReadonlyMap<number, GutterLine>;
  current: number | null;
  markers: readonly CodeMarker[];
};

type ZoneRows = Map<number, HTMLElement>;

/** Where a character stands when tabs are as wide as the editor draws them. */
function visualColumn(line: string, offset: number): number {
  let column = 0;
  for (const character of line.slice(0, offset)) column += character === "\t" ? 4 - (column % 4) : 1;
  return column;
}

function addedRow(line: number, text: string, zone: HunkSpans | undefined): HTMLElement {
  const element = document.createElement("div");
  element.className = "lw-added";
  element.dataset.line = String(line);
  for (const span of zone?.spans.after[line - zone.hunk.from] ?? []) {
    const mark = document.createElement("span");
    const from = visualColumn(text, span.from);
    mark.className = "lw-added-span";
    mark.style.left = `${from}ch`;
    mark.style.width = `${visualColumn(text, span.to) - from}ch`;
    element.append(mark);
  }
  const content = document.createElement("span");
  content.className = "lw-added-text";
  content.textContent = text;
  element.append(content);
  return element;
}

function endRow(line: number): HTMLElement {
  const element = document.createElement("div");
  element.className = "lw-end";
  element.dataset.line = String(line);
  element.textContent = "end of program";
  return element;
}

function zoneOf(rows: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement("div");
  element.className = "lw-zone";
  element.append(...rows);
  return element;
}

/** Colours the added rows as the editor colours text; the whole program is tokenised so that open strings are right. */
async function colorize(code: string, elements: ZoneRows): Promise<void> {
  const html = (await monaco.editor.colorize(code, "python", { tabSize: 4 })).split("<br/>");
  for (const [line, element] of elements) {
    const content = element.querySelector(".lw-added-text");
    if (content !== null && html[line - 1] !== undefined) content.innerHTML = html[line - 1] ?? "";
  }
}

/** The rows that are no text of the editor: an edit's replacement lines, and the end of the program. */
export function useZones(target: editor.IStandaloneCodeEditor | null, zones: Zones): void {
  const { rows, hunks, spans, code, gutter, current, markers } = zones;
  const elements = useRef<ZoneRows>(new Map());

  useEffect(() => {
    const lineCount = target?.getModel()?.getLineCount();
    if (target === null || lineCount === undefined) return;
    const made: ZoneRows = new Map();
    const lines = code?.split("\n") ?? [];
    const ids: string[] = [];
    const end = rows.at(-1);
    target.changeViewZones((accessor) => {
      const add = (afterLineNumber: number, members: HTMLElement[], ordinal: number) =>
        ids.push(
          accessor.addZone({
            afterLineNumber,
            ordinal,
            heightInPx: members.length * rowHeightPx,
            domNode: zoneOf(members),
          }),
        );
      for (const zone of addedZones(hunks)) {
        const members: HTMLElement[] = [];
        for (let line = zone.from; line < zone.to; line += 1) {
          const element = addedRow(
            line,
            lines[line - 1] ?? "",
            spans.find((span) => span.hunk.from === zone.from),
          );
          made.set(line, element);
          members.push(element);
        }
        add(Math.min(zone.afterLine, lineCount), members, 0);
      }
      if (end?.kind === "end") {
        const element = endRow(end.line);
        made.set(end.line, element);
        add(lineCount, [element], 1);
      }
    });
    elements.current = made;
    if (code !== null) void colorize(code, made);
    return () => {
      target.changeViewZones((accessor) => {
        for (const id of ids) accessor.removeZone(id);
      });
    };
  }, [target, rows, hunks, spans, code]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows' elements are made anew by the effect above
  useEffect(() => {
    for (const [line, element] of elements.current) {
      element.toggleAttribute("data-current", line === current);
      element.toggleAttribute(
        "data-marker",
        markers.some((marker) => marker.line === line),
      );
      element.dataset.label = gutter.get(line)?.label ?? "unknown";
    }
  }, [target, rows, hunks, spans, code, gutter, current, markers]);
}
