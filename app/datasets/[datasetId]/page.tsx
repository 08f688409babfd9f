import { notFound } from "next/navigation";
import { DatasetPage } from "#components/datasets/dataset-page";
import { readId } from "#components/shell/read-id";

export default async function Dataset({ params }: { params: Promise<{ datasetId: string }> }) {
  const datasetId = readId((await params).datasetId);
  if (datasetId === null) notFound();
  return <DatasetPage datasetId={datasetId} />;
}
