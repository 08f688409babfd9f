import type { Metadata } from "next";
import { Suspense } from "react";
import { ImportPage } from "#components/import/import-page";
import { importLead, importTitle } from "#components/import/import-words";
import { PageSkeleton } from "#components/shell/page-skeleton";

export const metadata: Metadata = { title: "Import" };

export default function Import() {
  return (
    <Suspense fallback={<PageSkeleton title={importTitle} lead={importLead} className="max-w-3xl" />}>
      <ImportPage />
    </Suspense>
  );
}
