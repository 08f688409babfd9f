"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Database, Search } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { Kbd } from "../ui/kbd";
import { CommandPalette } from "./command-palette";
import { Logo } from "./logo";
import { RunningJobs } from "./running-jobs";
import { ShortcutHelp } from "./shortcut-help";
import { type Shortcut, useShortcuts } from "./shortcuts";
import { useThemeCommands } from "./theme-commands";
import { ThemeToggle } from "./theme-toggle";

const pages = [
  { href: "/", label: "Overview", keys: "g o" },
  { href: "/score", label: "Score", keys: "g s" },
  { href: "/models", label: "Models", keys: "g m" },
  { href: "/jobs", label: "Jobs", keys: "g j" },
] as const;

const otherPages = [
  { href: "/import", label: "Import", keys: "g i" },
  { href: "/operators", label: "Operators", keys: "g p" },
  { href: "/settings", label: "Settings", keys: "g e" },
] as const;

const linkClass =
  "inline-flex h-7 items-center gap-1 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink";

export function TopBar() {
  const pathname = usePathname();
  const router = useRouter();
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);

  const go = (href: string) => () => router.push(href);
  const commands: Shortcut[] = [
    {
      keys: "mod+k",
      label: "Command palette",
      group: "Everywhere",
      run: () => setPaletteOpen(true),
      whileTyping: true,
      hidden: true,
    },
    { keys: "?", label: "Keyboard shortcuts", group: "Everywhere", run: () => setHelpOpen(true) },
    ...[...pages, ...otherPages].map((page) => ({
      keys: page.keys,
      label: page.label,
      group: "Go to",
      run: go(page.href),
    })),
    ...(datasets.data ?? []).map((dataset) => ({
      label: dataset.name,
      group: "Datasets",
      run: go(`/datasets/${dataset.id}`),
    })),
  ];
  useShortcuts(commands);
  useThemeCommands();

  const current = (href: string) => (href === "/" ? pathname === "/" : pathname.startsWith(href));
  return (
    <header className="sticky top-0 z-30 flex h-(--shell-top) items-center gap-1 border-line border-b bg-surface px-3">
      <Link
        href="/"
        className="mr-2 flex items-center gap-2 rounded-md px-1 font-semibold text-base tracking-tight"
      >
        <Logo className="size-4" />
        Linewise
      </Link>
      <nav aria-label="Main" className="flex items-center gap-0.5">
        {pages.slice(0, 1).map((page) => (
          <PageLink key={page.href} {...page} current={current(page.href)} />
        ))}
        <DropdownMenu>
          <DropdownMenuTrigger
            className={cn(linkClass, pathname.startsWith("/datasets") && "font-medium text-ink")}
          >
            Datasets <ChevronDown className="size-3" />
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start" className="max-w-80">
            {datasets.data?.length ? (
              datasets.data.map((dataset) => (
                <DropdownMenuItem key={dataset.id} asChild>
                  <Link href={`/datasets/${dataset.id}`}>
                    <Database /> <span className="truncate">{dataset.name}</span>
                    <span className="tabular ml-auto pl-4 text-faint text-xs">
                      {dataset.problems.toLocaleString("en")}
                    </span>
                  </Link>
                </DropdownMenuItem>
              ))
            ) : (
              <DropdownMenuLabel>{datasets.isPending ? "Loading…" : "No dataset yet"}</DropdownMenuLabel>
            )}
            <DropdownMenuSeparator />
            {otherPages.map((page) => (
              <DropdownMenuItem key={page.href} asChild>
                <Link href={page.href}>{page.label === "Import" ? "Import a dataset" : page.label}</Link>
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
        {pages.slice(1).map((page) => (
          <PageLink key={page.href} {...page} current={current(page.href)} />
        ))}
      </nav>
      <div className="ml-auto flex items-center gap-1.5">
        <RunningJobs />
        <Button
          variant="outline"
          className="w-40 justify-start text-faint"
          onClick={() => setPaletteOpen(true)}
        >
          <Search /> Commands <Kbd keys="mod+k" className="ml-auto" />
        </Button>
        <Button variant="ghost" size="icon" aria-label="Keyboard shortcuts" onClick={() => setHelpOpen(true)}>
          <span aria-hidden="true">?</span>
        </Button>
        <ThemeToggle />
      </div>
      <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} />
      <ShortcutHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </header>
  );
}

function PageLink({ href, label, current }: { href: string; label: string; current: boolean }) {
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(linkClass, current && "font-medium text-ink")}
    >
      {label}
    </Link>
  );
}
