"use client";

import { EmptyState } from "../ui/empty-state";
import { ProblemView } from "./problem-view";
import { useProblemLocation } from "./use-problem-location";

/** Reads where one is; everything below follows from it. */
export function ProblemWorkspace() {
  const [place, go] = useProblemLocation();
  if (place === null) {
    return (
      <EmptyState className="h-page" title="No such problem">
        The address names no problem. Open one from its dataset.
      </EmptyState>
    );
  }
  return <ProblemView place={place} go={go} />;
}
