import type { editor } from "monaco-editor";
import { useEffect } from "react";
import type { CodeMarker } from "./gutter-line";
import { monaco } from "./monaco-setup";
import { type ProgramRow, rowOfLine } from "./program-rows";

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

/** Squiggles under the lines that markers name. Lines in view zones carry theirs in the zone. */
export function useMarkers(
  target: editor.IStandaloneCodeEditor | null,
  text: string,
  rows: readonly ProgramRow[],
  markers: readonly CodeMarker[],
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns are taken from the text
  useEffect(() => {
    const model = target?.getModel();
    if (!model) return;
    const data = markers.flatMap((marker): editor.IMarkerData[] => {
      const row = rows[rowOfLine(rows, marker.line)];
      if (row?.kind !== "same" || row.parentLine > model.getLineCount()) return [];
      return [
        {
          severity: severities[marker.severity],
          message: marker.message,
          startLineNumber: row.parentLine,
          startColumn: Math.max(1, model.getLineFirstNonWhitespaceColumn(row.parentLine)),
          endLineNumber: row.parentLine,
          endColumn: model.getLineMaxColumn(row.parentLine),
        },
      ];
    });
    monaco.editor.setModelMarkers(model, "linewise", data);
    return () => {
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, "linewise", []);
    };
  }, [target, text, rows, markers]);
}
