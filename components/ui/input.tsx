import type { ComponentProps } from "react";
import { cn } from "./cn";

export const fieldClass =
  "w-full rounded-md border border-line bg-surface px-2.5 text-sm placeholder:text-faint hover:border-line-strong disabled:opacity-50 aria-invalid:border-ink";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(fieldClass, "h-7", className)} {...props} />;
}
