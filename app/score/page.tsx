import type { Metadata } from "next";
import { Suspense } from "react";
import { ScorePage } from "#components/score/score-page";

export const metadata: Metadata = { title: "Score" };

export default function Score() {
  return (
    <Suspense>
      <ScorePage />
    </Suspense>
  );
}
