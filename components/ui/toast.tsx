"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { cn } from "./cn";

type Toast = {
  id: number;
  /** `quiet` goes by itself; `loud` stays until it is put away: something was not saved. */
  tone: "quiet" | "loud";
  text: string;
  detail?: string;
  action?: { label: string; run: () => void };
};

const quietMs = 3200;
let nextId = 1;
let toasts: readonly Toast[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const none: readonly Toast[] = [];

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Says something in the corner. Quiet by default; a loud one waits to be put away. Returns its id. */
export function toast(
  text: string,
  options: Partial<Pick<Toast, "tone" | "detail" | "action">> = {},
): number {
  const id = nextId++;
  const tone = options.tone ?? "quiet";
  set([...toasts.slice(-3), { ...options, id, tone, text }]);
  if (tone === "quiet") setTimeout(() => dismissToast(id), quietMs);
  return id;
}

export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-80 flex-col gap-2"
    >
      {shown.map((item) => (
        <div
          key={item.id}
          role={item.tone === "loud" ? "alert" : "status"}
          className={cn(
            "pointer-events-auto flex items-start gap-3 rounded-lg border px-3 py-2 text-sm shadow-overlay",
            item.tone === "loud"
              ? "border-inverse bg-inverse text-inverse-ink"
              : "border-line bg-surface text-ink",
          )}
        >
          <div className="min-w-0 flex-1 break-words">
            <p>{item.text}</p>
            {item.detail ? <p className="mt-0.5 text-xs opacity-80">{item.detail}</p> : null}
          </div>
          {item.action ? (
            <button
              type="button"
              className="font-medium underline underline-offset-2"
              onClick={() => {
                item.action?.run();
                dismissToast(item.id);
              }}
            >
              {item.action.label}
            </button>
          ) : null}
          <button type="button" aria-label="Put away" onClick={() => dismissToast(item.id)}>
            <X className="size-3.5 opacity-70" />
          </button>
        </div>
      ))}
    </section>
  );
}
