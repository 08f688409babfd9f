"use client";

import { loader } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor.js";
import "monaco-editor/features/register.all.js";
import "monaco-editor/languages/definitions/python/register.js";

declare global {
  interface Window {
    MonacoEnvironment?: monaco.Environment;
  }
}

/*
 * The editor comes from our own bundle, never from a CDN: only the editor, its features and Python. The language workers
 * of the full package (TypeScript, CSS, JSON) would triple the download for nothing.
 */
window.MonacoEnvironment = {
  getWorker: () =>
    new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" }),
};
loader.config({ monaco });

export { monaco };
