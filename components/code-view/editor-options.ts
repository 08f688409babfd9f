import type { editor } from "monaco-editor";

/** Rows are this high everywhere in the code view: text, gutter and the rows of view zones stand on one grid. */
export const rowHeightPx = 20;
export const topPaddingPx = 8;

/** Options of every editor here: no chrome of its own, because the gutter beside it says what a line is. */
export function editorOptions(editable: boolean): editor.IStandaloneEditorConstructionOptions {
  return {
    readOnly: !editable,
    domReadOnly: !editable,
    fontSize: 13,
    lineHeight: rowHeightPx,
    fontFamily: monoFamily(),
    fontLigatures: false,
    padding: { top: topPaddingPx, bottom: topPaddingPx },
    lineNumbers: "off",
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 10,
    lineNumbersMinChars: 0,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    renderLineHighlight: "none",
    renderValidationDecorations: "on",
    occurrencesHighlight: "off",
    selectionHighlight: false,
    matchBrackets: editable ? "always" : "never",
    bracketPairColorization: { enabled: false },
    guides: { indentation: true, highlightActiveIndentation: false },
    contextmenu: false,
    links: false,
    codeLens: false,
    quickSuggestions: false,
    suggestOnTriggerCharacters: false,
    wordBasedSuggestions: "off",
    parameterHints: { enabled: false },
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    fixedOverflowWidgets: true,
    automaticLayout: true,
    // Tab leaves a program that cannot be edited, as it leaves any text.
    tabFocusMode: !editable,
    tabSize: 4,
    insertSpaces: true,
    hover: { delay: 350, above: false },
    scrollbar: {
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
      useShadows: false,
      alwaysConsumeMouseWheel: false,
    },
  };
}

/** The mono font as the page loaded it; a CSS variable would not reach the editor's own measuring. */
function monoFamily(): string {
  const family = getComputedStyle(document.documentElement).getPropertyValue("--font-geist-mono").trim();
  return `${family === "" ? "" : `${family}, `}ui-monospace, monospace`;
}
