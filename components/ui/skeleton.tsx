import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Holds the place of what is being loaded. Give it the size of what will come. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      aria-hidden="true"
      className={cn("block animate-pulse rounded-sm bg-hover", className)}
      {...props}
    />
  );
}
