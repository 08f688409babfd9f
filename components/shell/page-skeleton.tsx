import { Skeleton } from "../ui/skeleton";
import { Page } from "./page";

/** Holds the place of a page whose state stands in the URL: it can only be drawn in the browser. */
export function PageSkeleton({
  title,
  lead,
  className,
}: {
  title: string;
  lead: string;
  className?: string;
}) {
  return (
    <Page title={title} lead={lead} className={className}>
      <Skeleton className="h-36 rounded-lg" />
    </Page>
  );
}
