"use client";

import Editor, { type OnMount } from "@monaco-editor/react";
import { useTheme } from "next-themes";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Hunk } from "#server/mutation/schema";
import "./code-view.css";
import { CodeSkeleton } from "./code-skeleton";
import { editorDecorations, hunkSpans } from "./editor-decorations";
import { editorOptions, rowHeightPx, topPaddingPx } from "./editor-options";
import { forwardKeys } from "./forward-keys";
import { Gutter } from "./gutter";
import type { CodeMarker, GutterLine, MutantDot } from "./gutter-line";
import { monaco } from "./monaco-setup";
import { applyMonacoTheme } from "./monaco-theme";
import { lineOfRow, programRows, rowOfLine } from "./program-rows";
import { useDots } from "./use-dots";
import { useMarkers } from "./use-markers";
import { useTextDecorations } from "./use-text-decorations";
import { useZones } from "./use-zones";

export type CodeEditorProps = {
  /** What the program is, read out: "Reference of two-sum". */
  name: string;
  /** The text in the editor: the program itself, or the parent that `edit` changes. */
  code: string;
  /** The mutant to show inline against `code`. */
  edit?: { code: string; hunks: readonly Hunk[] } | null;
  /** By line of the shown program: the mutant's where there is an edit. */
  gutter: ReadonlyMap<number, GutterLine>;
  /** By line of `code`. */
  dots?: ReadonlyMap<number, readonly MutantDot[]>;
  /** By line of the shown program. */
  markers?: readonly CodeMarker[];
  /** The current line of the shown program. */
  current: number | null;
  onCurrent: (line: number) => void;
  onMutant?: (id: number) => void;
  onMoreMutants?: (parentLine: number) => void;
  /** Makes the program editable; `code` is then the initial text. */
  onChange?: (code: string) => void;
  /** Stands in an empty editable program. */
  placeholder?: string;
  /** Leave room in the gutter although nothing stands there yet, so that nothing jumps when it comes. */
  columns: { labels: boolean; scores: boolean };
};

type StandaloneEditor = Parameters<OnMount>[0];

const none: ReadonlyMap<number, readonly MutantDot[]> = new Map();
const noMarkers: readonly CodeMarker[] = [];
const noHunks: readonly Hunk[] = [];

export function CodeEditor({ markers = noMarkers, dots = none, ...props }: CodeEditorProps) {
  const { code, edit, gutter, current, columns } = props;
  const { resolvedTheme } = useTheme();
  const [editor, setEditor] = useState<StandaloneEditor | null>(null);
  const [text, setText] = useState(code);
  const gutterRef = useRef<HTMLDivElement>(null);
  const handlers = useRef(props);
  useLayoutEffect(() => {
    handlers.current = props;
  });

  const editable = props.onChange !== undefined;
  const shown = editable ? text : code;
  const hunks = edit?.hunks ?? noHunks;
  const lines = useMemo(() => shown.split("\n"), [shown]);
  const editLines = useMemo(() => edit?.code.split("\n") ?? null, [edit?.code]);
  const rows = useMemo(() => programRows(lines.length, hunks), [lines.length, hunks]);
  const spans = useMemo(() => hunkSpans(lines, editLines ?? [], hunks), [lines, editLines, hunks]);
  const decorations = useMemo(
    () => editorDecorations({ rows, lines, gutter, spans }),
    [rows, lines, gutter, spans],
  );

  useTextDecorations(editor, shown, decorations, rows, current);
  useZones(editor, { rows, hunks, spans, code: edit?.code ?? null, gutter, current, markers });
  useDots(editor, dots, handlers);
  useMarkers(editor, shown, rows, markers);

  useEffect(() => {
    applyMonacoTheme(monaco, resolvedTheme === "dark" ? "dark" : "light");
  }, [resolvedTheme]);

  const rowsRef = useRef(rows);
  rowsRef.current = rows;
  useEffect(() => {
    if (editor === null) return;
    const follow = () => gutterRef.current?.style.setProperty("--scroll", `${-editor.getScrollTop()}px`);
    follow();
    const pick = (clientY: number) => {
      const box = editor.getDomNode()?.getBoundingClientRect();
      if (box === undefined) return;
      const offset = clientY - box.top + editor.getScrollTop() - topPaddingPx;
      const line = lineOfRow(rowsRef.current, Math.floor(offset / rowHeightPx));
      handlers.current.onCurrent(line);
    };
    const subscriptions = [
      editor.onDidScrollChange(follow),
      editor.onMouseDown((event) => {
        // A click into an editable program moves the caret, and the caret says which line it is.
        if (event.event.leftButton && handlers.current.onChange === undefined)
          pick(event.event.browserEvent.clientY);
      }),
      editor.onDidChangeCursorPosition((event) => {
        if (handlers.current.onChange !== undefined) handlers.current.onCurrent(event.position.lineNumber);
      }),
    ];
    return () => {
      for (const subscription of subscriptions) subscription.dispose();
    };
  }, [editor]);

  // The current line stays in view, with a row of context above and below it.
  useEffect(() => {
    if (editor === null || current === null) return;
    if (editable) {
      // The caret follows a line chosen elsewhere; where it is the caret that chose, there is nothing to do.
      const last = editor.getModel()?.getLineCount() ?? 1;
      if (editor.getPosition()?.lineNumber === Math.min(current, last)) return;
      editor.setPosition({ lineNumber: Math.min(current, last), column: 1 });
      editor.revealLineInCenterIfOutsideViewport(Math.min(current, last));
      return;
    }
    const row = rowOfLine(rows, current);
    if (row < 0) return;
    const top = topPaddingPx + row * rowHeightPx;
    const height = editor.getLayoutInfo().height;
    if (top - rowHeightPx < editor.getScrollTop()) editor.setScrollTop(Math.max(0, top - 3 * rowHeightPx));
    else if (top + 2 * rowHeightPx > editor.getScrollTop() + height) {
      editor.setScrollTop(top + 4 * rowHeightPx - height);
    }
  }, [editor, rows, current, editable]);

  const onMount = useCallback<OnMount>((mounted) => {
    mounted.getModel()?.updateOptions({ tabSize: 4 });
    setEditor(mounted);
    // Widths measured before the web font arrived are wrong ones.
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
  }, []);

  const frame = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={frame}
      className="code-view flex h-full min-h-0 min-w-0 bg-surface"
      data-shortcuts={editable ? undefined : "on"}
      data-editable={editable || undefined}
      data-ready={editor !== null || undefined}
      onKeyDownCapture={editable ? undefined : (event) => forwardKeys(event, frame.current)}
    >
      <Gutter
        ref={gutterRef}
        rows={rows}
        lines={lines}
        editLines={editLines}
        gutter={gutter}
        current={current}
        columns={columns}
        name={props.name}
        onPick={props.onCurrent}
      />
      <div className="min-w-0 flex-1">
        <Editor
          language="python"
          {...(editable ? { defaultValue: code } : { value: code })}
          options={{
            ...editorOptions(editable),
            ariaLabel: props.name,
            ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
          }}
          loading={<CodeSkeleton />}
          beforeMount={() => applyMonacoTheme(monaco, resolvedTheme === "dark" ? "dark" : "light")}
          onMount={onMount}
          onChange={(value) => {
            if (!editable) return;
            setText(value ?? "");
            props.onChange?.(value ?? "");
          }}
          theme={resolvedTheme === "dark" ? "linewise-dark" : "linewise-light"}
        />
      </div>
    </div>
  );
}
