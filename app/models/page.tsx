import type { Metadata } from "next";
import { Suspense } from "react";
import { ModelsPage } from "#components/models/models-page";

export const metadata: Metadata = { title: "Models" };

export default function Models() {
  return (
    <Suspense>
      <ModelsPage />
    </Suspense>
  );
}
