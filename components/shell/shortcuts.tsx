"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { bestMatch, type KeyPress } from "./key-match";

export type Shortcut = {
  /** `mod+k`, `?`, `1`, `arrowdown`, or a sequence: `g o`. Several ways are several entries. None: palette only. */
  keys?: string | readonly string[];
  label: string;
  run: () => void;
  /** Heading in the help and the palette: "This line", "Go to". */
  group: string;
  /** Also while the caret stands in a field (for `mod+enter` and the like). */
  whileTyping?: boolean;
  /** Known to the help, but not acted on: the list that has the focus handles it itself. */
  passive?: boolean;
  /** Left out of the palette (cursor keys, say). */
  hidden?: boolean;
};

type Registry = {
  add: (read: () => readonly Shortcut[]) => () => void;
  subscribe: (listener: () => void) => () => void;
  /** The newest registration first: a panel's keys win over the page's. */
  all: () => readonly Shortcut[];
  version: () => number;
};

const RegistryContext = createContext<Registry | null>(null);
const sequenceMs = 900;

function makeRegistry(): Registry {
  let version = 0;
  const sources: (() => readonly Shortcut[])[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  return {
    add(read) {
      sources.unshift(read);
      changed();
      return () => {
        sources.splice(sources.indexOf(read), 1);
        changed();
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    all: () => sources.flatMap((read) => read()),
    version: () => version,
  };
}

/** Whether keys belong to what has the focus: a field one can type in, an open menu or a dialog. */
function holdsKeys(target: EventTarget | null): { typing: boolean; overlay: boolean } {
  if (!(target instanceof HTMLElement)) return { typing: false, overlay: false };
  const overlay = target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null;
  if (target.closest("[data-shortcuts=on]")) return { typing: false, overlay };
  const field =
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "file"].includes(target.type)) ||
    target instanceof HTMLTextAreaElement;
  return { typing: (field && !target.readOnly) || target.isContentEditable, overlay };
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const registry = useRef<Registry>(null);
  registry.current ??= makeRegistry();

  useEffect(() => {
    let presses: KeyPress[] = [];
    let lastAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      const { typing, overlay } = holdsKeys(event.target);
      if (event.timeStamp - lastAt > sequenceMs) presses = [];
      lastAt = event.timeStamp;
      presses = [...presses.slice(-2), event];
      const live = (registry.current?.all() ?? []).filter(
        ({ passive, whileTyping }) => !passive && (whileTyping || !(typing || overlay)),
      );
      const shortcut = bestMatch(live, presses);
      if (shortcut === null) return;
      event.preventDefault();
      presses = [];
      shortcut.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return <RegistryContext value={registry.current}>{children}</RegistryContext>;
}

function useRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Shortcuts are used outside of the shell");
  return registry;
}

/**
 * Registers keys (and palette commands) for as long as the component is mounted. Of two with the same keys the one
 * mounted last wins. Keys are left alone while a field, a menu or a dialog has the focus, but for `whileTyping`; a
 * read-only editor whose focus sits in a hidden field says `data-shortcuts="on"` on a wrapper.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => registry.add(() => latest.current), [registry]);
}

/** Everything registered now, newest first. */
export function useAllShortcuts(): readonly Shortcut[] {
  const registry = useRegistry();
  useSyncExternalStore(registry.subscribe, registry.version, () => 0);
  return registry.all();
}
