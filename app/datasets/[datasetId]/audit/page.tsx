import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AuditPage } from "#components/audit/audit-page";
import { readId } from "#components/shell/read-id";

export const metadata: Metadata = { title: "Audit" };

export default async function Audit({ params }: { params: Promise<{ datasetId: string }> }) {
  const datasetId = readId((await params).datasetId);
  if (datasetId === null) notFound();
  return (
    <Suspense>
      <AuditPage datasetId={datasetId} />
    </Suspense>
  );
}
