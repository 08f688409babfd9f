import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExportPage } from "#components/export/export-page";
import { readId } from "#components/shell/read-id";

export const metadata: Metadata = { title: "Export" };

export default async function Export({ params }: { params: Promise<{ datasetId: string }> }) {
  const datasetId = readId((await params).datasetId);
  if (datasetId === null) notFound();
  return <ExportPage datasetId={datasetId} />;
}
