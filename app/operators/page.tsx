import type { Metadata } from "next";
import { Suspense } from "react";
import { OperatorsPage } from "#components/operators/operators-page";

export const metadata: Metadata = { title: "Operators" };

export default function Operators() {
  return (
    <Suspense>
      <OperatorsPage />
    </Suspense>
  );
}
