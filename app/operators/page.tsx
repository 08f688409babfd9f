import type { Metadata } from "next";
import { Suspense } from "react";
import { operatorsLead, operatorsTitle } from "#components/operators/operator-words";
import { OperatorsPage } from "#components/operators/operators-page";
import { PageSkeleton } from "#components/shell/page-skeleton";

export const metadata: Metadata = { title: "Operators" };

export default function Operators() {
  return (
    <Suspense fallback={<PageSkeleton title={operatorsTitle} lead={operatorsLead} />}>
      <OperatorsPage />
    </Suspense>
  );
}
