"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";

type ProblemPickerProps = {
  /** The chosen problem's title; null: a statement of one's own. */
  title: string | null;
  onPick: (problemId: number | null) => void;
};

/** Finds a problem of any dataset by its words, or goes back to a statement of one's own. */
export function ProblemPicker({ title, onPick }: ProblemPickerProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const trpc = useTRPC();
  const found = useQuery({
    ...trpc.score.problems.queryOptions({ search, limit: 30 }),
    enabled: open,
    placeholderData: (before) => before,
  });
  const pick = (problemId: number | null) => {
    setOpen(false);
    onPick(problemId);
  };
  const itemClass = "flex flex-col rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover";
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button className="w-full justify-between" aria-label="Problem">
          <span className="truncate">{title ?? "A statement of my own"}</span>
          <ChevronDown className="text-faint" />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-96 p-0">
        <Command label="Problems" shouldFilter={false} loop className="flex max-h-96 flex-col">
          <Command.Input
            value={search}
            onValueChange={setSearch}
            placeholder="Search problems of every dataset"
            className="h-9 w-full border-line border-b bg-transparent px-3 text-sm outline-none placeholder:text-faint focus-visible:outline-none"
          />
          <Command.List className="min-h-0 flex-1 overflow-y-auto p-1">
            <Command.Item value="own" onSelect={() => pick(null)} className={itemClass}>
              A statement of my own
            </Command.Item>
            {found.isError ? (
              <p role="alert" className="px-3 py-4 text-center text-muted">
                {shownError(found.error).message}
              </p>
            ) : null}
            {found.data?.map((problem) => (
              <Command.Item
                key={problem.id}
                value={String(problem.id)}
                onSelect={() => pick(problem.id)}
                className={itemClass}
              >
                <span className="truncate">{problem.title}</span>
                <span className="truncate text-faint text-xs">
                  {problem.datasetName} / {problem.key}
                </span>
              </Command.Item>
            ))}
            {found.data?.length === 0 ? (
              <p className="px-3 py-4 text-center text-muted">No problem matches.</p>
            ) : null}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
