"use client";

import dynamic from "next/dynamic";
import type { CodeEditorProps } from "./code-editor";
import { CodeSkeleton } from "./code-skeleton";

const CodeEditor = dynamic(() => import("./code-editor").then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <CodeSkeleton />,
});

/** A program line by line. The editor is fetched when first needed and never rendered on the server. */
export function CodeView(props: CodeEditorProps) {
  return <CodeEditor {...props} />;
}
