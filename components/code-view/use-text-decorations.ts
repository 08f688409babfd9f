import type { editor } from "monaco-editor";
import { useEffect, useRef } from "react";
import type { TextDecoration } from "./editor-decorations";
import { monaco } from "./monaco-setup";
import { type ProgramRow, rowOfLine } from "./program-rows";

/** Words as the hover's Markdown: nothing of a program may be read as markup. */
const asMarkdown = (value: string) => ({ value: value.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&") });

function toDelta(decoration: TextDecoration): editor.IModelDeltaDecoration {
  const { line, columns } = decoration;
  return {
    range: new monaco.Range(line, columns?.from ?? 1, line, columns?.to ?? Number.MAX_SAFE_INTEGER),
    options: {
      isWholeLine: columns === null,
      className: decoration.className,
      inlineClassName: decoration.inlineClassName,
      hoverMessage: decoration.hover.map(asMarkdown),
    },
  };
}

/** Keeps the editor's decorations those computed; two collections, because the current line moves far more often. */
export function useTextDecorations(
  target: editor.IStandaloneCodeEditor | null,
  text: string,
  decorations: readonly TextDecoration[],
  rows: readonly ProgramRow[],
  current: number | null,
): void {
  const collections = useRef<{
    text: editor.IEditorDecorationsCollection;
    current: editor.IEditorDecorationsCollection;
  }>(null);
  useEffect(() => {
    if (target === null) return;
    collections.current = {
      text: target.createDecorationsCollection(),
      current: target.createDecorationsCollection(),
    };
    return () => {
      collections.current?.text.clear();
      collections.current?.current.clear();
      collections.current = null;
    };
  }, [target]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text drops decorations, so they are set again
  useEffect(() => {
    collections.current?.text.set(decorations.map(toDelta));
  }, [target, text, decorations]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    const row = current === null ? undefined : rows[rowOfLine(rows, current)];
    collections.current?.current.set(
      row?.kind === "same"
        ? [
            toDelta({
              line: row.parentLine,
              columns: null,
              className: "lw-current",
              inlineClassName: null,
              hover: [],
            }),
          ]
        : [],
    );
  }, [target, text, rows, current]);
}
