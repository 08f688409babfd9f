"use client";

import dynamic from "next/dynamic";
import { Suspense, useEffect } from "react";
import { preloadCodeView } from "../code-view/code-view";
import { ProblemSkeleton } from "./problem-skeleton";

const Workspace = dynamic(() => import("./problem-workspace").then((module) => module.ProblemWorkspace), {
  ssr: false,
  loading: () => <ProblemSkeleton />,
});

/** The problem page. Its panes take their sizes from this browser, so it is not rendered on the server. */
export function ProblemPage() {
  useEffect(preloadCodeView, []);
  return (
    <Suspense fallback={<ProblemSkeleton />}>
      <Workspace />
    </Suspense>
  );
}
