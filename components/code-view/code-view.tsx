"use client";

import dynamic from "next/dynamic";
import type { CodeEditorProps } from "./code-editor";
import { CodeSkeleton } from "./code-skeleton";

const load = () => import("./code-editor").then((module) => module.CodeEditor);
const CodeEditor = dynamic(load, {
  ssr: false,
  loading: () => <CodeSkeleton />,
});

/** Fetches the editor ahead, while the page still waits for its data. Failures show when it is needed. */
export function preloadCodeView(): void {
  load().catch(() => undefined);
}

/** A program line by line. The editor is fetched when first needed and never rendered on the server. */
export function CodeView(props: CodeEditorProps) {
  return <CodeEditor {...props} />;
}
