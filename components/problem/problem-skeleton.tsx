import { CodeSkeleton } from "../code-view/code-skeleton";
import { Skeleton } from "../ui/skeleton";

/** The page's panes while nothing is there yet, at the sizes they start with; or one of them. */
export function ProblemSkeleton({ centre, statement }: { centre?: boolean; statement?: boolean }) {
  if (statement) {
    return (
      <div className="h-full bg-surface p-4" aria-busy="true">
        <PlaceLines count={8} />
      </div>
    );
  }
  const middle = (
    <div className="flex h-full min-w-0 flex-1 flex-col bg-surface" aria-busy="true">
      <div className="flex h-19 shrink-0 flex-col justify-center gap-3 border-line border-b px-3">
        <Skeleton className="h-4 w-56" />
        <Skeleton className="h-3.5 w-80 max-w-full" />
      </div>
      <div className="min-h-0 flex-1">
        <CodeSkeleton lines={14} />
      </div>
      <div className="h-[38%] border-line border-t p-3">
        <PlaceLines count={6} />
      </div>
    </div>
  );
  if (centre) return middle;
  return (
    <div className="flex h-page bg-surface" aria-busy="true">
      <div className="hidden w-56 shrink-0 border-line border-r p-3 lg:block">
        <PlaceLines count={14} />
      </div>
      {middle}
      <div className="hidden w-80 shrink-0 border-line border-l p-4 lg:block">
        <PlaceLines count={8} />
      </div>
    </div>
  );
}

export function PlaceLines({ count }: { count: number }) {
  return (
    <div className="flex flex-col gap-3.5">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={index} className="h-3" style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
