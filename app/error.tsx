"use client";

import { ErrorState } from "#components/ui/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <ErrorState
      className="h-page"
      title="This page stopped working"
      message={error.message || "An unknown error occurred."}
      advice="What was saved is kept."
      onRetry={reset}
    />
  );
}
