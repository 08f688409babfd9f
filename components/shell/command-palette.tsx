"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog, DialogContent } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { PaletteProblems, rankItem, useFoundProblems } from "./palette-problems";
import { type Shortcut, useAllShortcuts } from "./shortcuts";

const headingClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs";
const itemClass =
  "flex h-8 items-center justify-between gap-4 rounded-md px-2 text-sm data-[selected=true]:bg-hover";

type CommandPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Ctrl/Cmd+K: every command of the page and the whole app, and every problem, found by typing. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open ? <PaletteContent close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function PaletteContent({ close }: { close: () => void }) {
  const shortcuts = useAllShortcuts();
  const router = useRouter();
  const [search, setSearch] = useState("");
  const problems = useFoundProblems(search);
  const groups = new Map<string, Map<string, Shortcut>>();
  for (const shortcut of shortcuts) {
    if (shortcut.hidden || shortcut.passive) continue;
    const group = groups.get(shortcut.group) ?? new Map<string, Shortcut>();
    if (!group.has(shortcut.label)) group.set(shortcut.label, shortcut);
    groups.set(shortcut.group, group);
  }
  const run = (shortcut: Shortcut) => {
    close();
    // After the dialog has given the focus back: a command may move it elsewhere.
    setTimeout(shortcut.run, 0);
  };
  return (
    <DialogContent title="Commands" hideHeader className="overflow-hidden">
      <Command label="Commands" loop filter={rankItem} className="flex max-h-[60vh] flex-col">
        <Command.Input
          value={search}
          onValueChange={setSearch}
          maxLength={200}
          placeholder="Type a command, a page or a problem"
          className="h-11 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-faint focus-visible:outline-none"
        />
        <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-6 text-center text-muted">Nothing matches.</Command.Empty>
          {[...groups].map(([group, members]) => (
            <Command.Group key={group} heading={group} className={headingClass}>
              {[...members.values()].map((shortcut) => (
                <Command.Item
                  key={shortcut.label}
                  value={`${group} ${shortcut.label}`}
                  onSelect={() => run(shortcut)}
                  className={itemClass}
                >
                  <span className="truncate">{shortcut.label}</span>
                  {shortcut.keys === undefined ? null : (
                    <Kbd
                      keys={typeof shortcut.keys === "string" ? shortcut.keys : (shortcut.keys[0] ?? "")}
                    />
                  )}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
          <PaletteProblems
            problems={problems}
            onOpen={(href) => {
              close();
              router.push(href);
            }}
            headingClass={headingClass}
            itemClass={itemClass}
          />
        </Command.List>
      </Command>
    </DialogContent>
  );
}
