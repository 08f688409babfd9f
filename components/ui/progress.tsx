import { cn } from "./cn";

type ProgressProps = {
  done: number;
  total: number | null;
  label: string;
  /** It waits: nothing moves yet. */
  idle?: boolean;
  className?: string;
};

/** How far something is. Without a total the bar says only that it moves. */
export function Progress({ done, total, label, idle = false, className }: ProgressProps) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={share === null ? undefined : done}
      className={cn("h-1.5 overflow-hidden rounded-full bg-hover", className)}
    >
      <div
        className={cn(
          "h-full origin-left rounded-full bg-ink/70 transition-transform duration-300",
          share === null && (idle ? "w-0" : "w-1/3 animate-pulse"),
        )}
        style={share === null ? undefined : { transform: `scaleX(${share})` }}
      />
    </div>
  );
}
