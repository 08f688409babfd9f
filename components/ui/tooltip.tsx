"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={350} skipDelayDuration={150}>
      {children}
    </Primitive.Provider>
  );
}

type TooltipProps = { content: ReactNode; children: ReactNode; className?: string } & Pick<
  ComponentProps<typeof Primitive.Content>,
  "side" | "align"
>;

/** Words for a thing that shows too little of itself. Never the only place of anything a person must know. */
export function Tooltip({ content, children, side, align, className }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          className={cn(
            "z-50 max-w-80 rounded-md bg-inverse px-2 py-1 text-inverse-ink text-xs shadow-overlay",
            className,
          )}
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
