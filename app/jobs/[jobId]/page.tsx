import { notFound } from "next/navigation";
import { JobPage } from "#components/jobs/job-page";
import { readId } from "#components/shell/read-id";

export default async function Job({ params }: { params: Promise<{ jobId: string }> }) {
  const jobId = readId((await params).jobId);
  if (jobId === null) notFound();
  return <JobPage jobId={jobId} />;
}
