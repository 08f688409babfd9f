"use client";

import { Dialog, DialogContent } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { type Shortcut, useAllShortcuts } from "./shortcuts";

type ShortcutHelpProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** What `?` shows: every key that does something on this page, by group. */
export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open ? <HelpContent /> : null}
    </Dialog>
  );
}

function HelpContent() {
  const shortcuts = useAllShortcuts();
  const groups = new Map<string, Map<string, Shortcut>>();
  for (const shortcut of shortcuts) {
    if (shortcut.keys === undefined) continue;
    const group = groups.get(shortcut.group) ?? new Map<string, Shortcut>();
    if (!group.has(shortcut.label)) group.set(shortcut.label, shortcut);
    groups.set(shortcut.group, group);
  }
  return (
    <DialogContent
      title="Keyboard shortcuts"
      description="Keys rest while you type in a field."
      className="w-[min(46rem,calc(100vw-2rem))]"
    >
      <div className="columns-1 gap-8 px-4 py-3 sm:columns-2">
        {[...groups].map(([group, members]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-faint text-xs">{group}</h3>
            <dl>
              {[...members.values()].map((shortcut) => (
                <div key={shortcut.label} className="flex items-center justify-between gap-4 py-0.5">
                  <dt>{shortcut.label}</dt>
                  <dd className="flex items-center gap-1.5">
                    {(typeof shortcut.keys === "string" ? [shortcut.keys] : (shortcut.keys ?? [])).map(
                      (keys) => (
                        <Kbd key={keys} keys={keys} />
                      ),
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogContent>
  );
}
