import { cn } from "./cn";

export function Separator({ vertical, className }: { vertical?: boolean; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("block shrink-0 bg-line", vertical ? "h-4 w-px" : "h-px w-full", className)}
    />
  );
}
