"use client";

import type { ReactNode } from "react";
import { Group, Separator, useDefaultLayout } from "react-resizable-panels";
import { cn } from "../ui/cn";

type PaneGroupProps = {
  /** Under which the sizes are remembered. */
  id: string;
  orientation: "horizontal" | "vertical";
  children: ReactNode;
  className?: string;
};

/** Panes that can be resized, and are next time as they were left. */
export function PaneGroup({ id, orientation, children, className }: PaneGroupProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `linewise.${id}` });
  return (
    <Group
      id={id}
      orientation={orientation}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
      className={className}
    >
      {children}
    </Group>
  );
}

export function PaneBorder({ label, vertical }: { label: string; vertical?: boolean }) {
  return (
    <Separator
      aria-label={label}
      className={cn(
        "bg-line transition-colors hover:bg-focus focus-visible:bg-focus data-[separator=active]:bg-focus",
        vertical ? "h-px" : "w-px",
      )}
    />
  );
}
