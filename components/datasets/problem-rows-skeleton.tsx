import { cn } from "../ui/cn";
import { Skeleton } from "../ui/skeleton";
import { problemColumns, rowHeightPx } from "./problem-row";

const placeholders = Array.from({ length: 24 }, (_, index) => index);

export function ProblemRowsSkeleton() {
  return (
    <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden">
      {placeholders.map((index) => (
        <div
          key={index}
          className={cn(problemColumns, "border-line border-b")}
          style={{ height: rowHeightPx }}
        >
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3" style={{ width: `${45 + ((index * 29) % 40)}%` }} />
          <Skeleton className="h-3 w-10" />
          <Skeleton className="ml-auto h-3 w-6" />
          <Skeleton className="ml-auto h-3 w-6" />
          <Skeleton className="ml-auto h-3 w-8" />
          <Skeleton className="h-2.5" />
          <Skeleton className="h-3 w-10" />
          <Skeleton className="h-3 w-24" />
          <Skeleton className="ml-auto h-3 w-6" />
        </div>
      ))}
    </div>
  );
}
