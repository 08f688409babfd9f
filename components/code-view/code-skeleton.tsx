import { Skeleton } from "../ui/skeleton";

const widths = [38, 24, 52, 46, 61, 33, 0, 44, 57, 29, 48, 36];

/** Lines where lines will stand: same height, same left edge as the code. */
export function CodeSkeleton({ lines = 12 }: { lines?: number }) {
  return (
    <div className="h-full overflow-hidden bg-surface py-2" role="status" aria-label="Loading the program">
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className="flex h-5 items-center gap-3 pl-8">
          <Skeleton className="h-2.5 w-4" />
          <Skeleton className="h-2.5" style={{ width: `${widths[index % widths.length]}%` }} />
        </div>
      ))}
    </div>
  );
}
