"use client";

import { parseAsInteger, useQueryState } from "nuqs";
import { Page } from "../shell/page";
import { ImportForm } from "./import-form";
import { ImportProgress } from "./import-progress";
import { importLead, importTitle } from "./import-words";

/** Import a file, then follow the job. The job stands in the URL: a reload finds it again. */
export function ImportPage() {
  const [jobId, setJobId] = useQueryState("job", parseAsInteger.withOptions({ history: "push" }));
  return (
    <Page title={importTitle} lead={importLead} className="max-w-3xl">
      {jobId === null ? (
        <ImportForm onStarted={(id) => void setJobId(id)} />
      ) : (
        <ImportProgress
          jobId={jobId}
          onJob={(id) => void setJobId(id)}
          onAnother={() => void setJobId(null)}
        />
      )}
    </Page>
  );
}
