import type { Metadata } from "next";
import { Suspense } from "react";
import { ImportPage } from "#components/import/import-page";

export const metadata: Metadata = { title: "Import" };

export default function Import() {
  return (
    <Suspense>
      <ImportPage />
    </Suspense>
  );
}
