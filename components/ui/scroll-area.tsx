"use client";

import { ScrollArea as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A box that scrolls with a thin bar over its content, so that nothing shifts when the bar appears. */
export function ScrollArea({ className, children, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root className={cn("relative overflow-hidden", className)} {...props}>
      <Primitive.Viewport className="size-full [&>div]:!block">{children}</Primitive.Viewport>
      <Primitive.Scrollbar orientation="vertical" className="flex w-2 touch-none p-px">
        <Primitive.Thumb className="relative flex-1 rounded-full bg-line-strong/60" />
      </Primitive.Scrollbar>
      <Primitive.Scrollbar orientation="horizontal" className="flex h-2 touch-none flex-col p-px">
        <Primitive.Thumb className="relative flex-1 rounded-full bg-line-strong/60" />
      </Primitive.Scrollbar>
    </Primitive.Root>
  );
}
