import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <EmptyState
      className="h-page"
      title="There is nothing at this address"
      action={
        <Button asChild variant="primary">
          <Link href="/">Go to the overview</Link>
        </Button>
      }
    >
      It may have been removed, or the address may be mistyped.
    </EmptyState>
  );
}
