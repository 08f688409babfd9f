import type { KeyboardEvent as ReactKeyboardEvent } from "react";

const named = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", "Escape", "Home", "End"]);

/** Whether the page wants the key rather than the read-only editor: copying, selecting and finding stay the editor's. */
export function belongsToPage(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
) {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return ["Enter", "z", "k"].includes(event.key);
  if (event.shiftKey) return event.key === "?" || /^[A-Z]$/.test(event.key);
  return named.has(event.key) || /^[a-z0-9[\]?]$/.test(event.key);
}

/**
 * The read-only editor would swallow keys (its caret moves on arrows). Those the page wants are taken from it and given
 * to the frame around it, from where the page's shortcuts hear them.
 */
export function forwardKeys(event: ReactKeyboardEvent, frame: HTMLElement | null): void {
  const target = event.target;
  if (frame === null || !(target instanceof HTMLElement) || target === frame) return;
  if (target.closest(".monaco-editor") === null || target.closest(".find-widget") !== null) return;
  if (!belongsToPage(event)) return;
  event.preventDefault();
  event.stopPropagation();
  frame.dispatchEvent(
    new KeyboardEvent("keydown", {
      key: event.key,
      code: event.code,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      shiftKey: event.shiftKey,
      repeat: event.repeat,
      bubbles: true,
      cancelable: true,
    }),
  );
}
