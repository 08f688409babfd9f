import type { editor } from "monaco-editor";

type Monaco = { editor: Pick<typeof editor, "defineTheme" | "setTheme"> };

/** Syntax stays near grey so that the labels' hues keep their meaning; only blue-violet, which no label uses, is spent. */
const syntax = {
  light: { keyword: "4a4f9c", string: "5d5a50", number: "3f5f86", comment: "747880", ink: "1b1d22" },
  dark: { keyword: "a9b1f0", string: "c0bba9", number: "a3c1e8", comment: "8b9099", ink: "e6e8ec" },
} as const;

/** A token's colour as #rrggbb, whatever notation the style sheet uses: the editor's themes know only that. */
function tokenColor(context: CanvasRenderingContext2D, name: string): string {
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#808080";
  context.clearRect(0, 0, 1, 1);
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Defines the theme from the tokens that hold now and makes it the current one. */
export function applyMonacoTheme(monaco: Monaco, mode: "light" | "dark"): void {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return;
  const color = (name: string): string => tokenColor(context, name);
  const words = syntax[mode];
  const name = `linewise-${mode}`;
  monaco.editor.defineTheme(name, {
    base: mode === "light" ? "vs" : "vs-dark",
    inherit: false,
    rules: [
      { token: "", foreground: words.ink },
      { token: "keyword", foreground: words.keyword },
      { token: "string", foreground: words.string },
      { token: "number", foreground: words.number },
      { token: "comment", foreground: words.comment, fontStyle: "italic" },
      { token: "tag", foreground: words.keyword },
    ],
    colors: {
      "editor.background": color("--surface"),
      "editor.foreground": color("--ink"),
      "editor.selectionBackground": `${color("--focus")}38`,
      "editor.inactiveSelectionBackground": `${color("--focus")}22`,
      "editorCursor.foreground": color("--ink"),
      "editorIndentGuide.background1": color("--line"),
      "editorIndentGuide.activeBackground1": color("--line"),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, color("--ink")]),
      ),
      "editorBracketMatch.background": color("--selected"),
      "editorBracketMatch.border": color("--line-strong"),
      "editorHoverWidget.background": color("--surface"),
      "editorHoverWidget.foreground": color("--ink"),
      "editorHoverWidget.border": color("--line"),
      "editorWidget.background": color("--surface"),
      "editorWidget.foreground": color("--ink"),
      "editorWidget.border": color("--line"),
      "editorError.foreground": color("--ink"),
      "editorWarning.foreground": color("--muted"),
      "editorInfo.foreground": color("--faint"),
      "input.background": color("--surface"),
      "input.border": color("--line"),
      "scrollbarSlider.background": `${color("--line-strong")}66`,
      "scrollbarSlider.hoverBackground": `${color("--line-strong")}99`,
      "scrollbarSlider.activeBackground": `${color("--line-strong")}cc`,
      "scrollbar.shadow": "#00000000",
      focusBorder: "#00000000",
    },
  });
  monaco.editor.setTheme(name);
}
