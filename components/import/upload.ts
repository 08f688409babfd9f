import { z } from "zod";

const replySchema = z.object({ jobId: z.int() });
const errorSchema = z.object({
  error: z.union([z.string(), z.object({ message: z.string() })]).optional(),
  message: z.string().optional(),
});

export type UploadRequest = { file: File; format: string; dataset: string; limit: number | null };

export type Upload = {
  /** The import job's id. Rejects with an Error that says what happened. */
  jobId: Promise<number>;
  cancel: () => void;
};

/** Sends a file as it is; the server writes it to disk while it comes in. `onProgress` gets sent and total bytes. */
export function startUpload(
  { file, format, dataset, limit }: UploadRequest,
  onProgress: (sent: number, total: number) => void,
): Upload {
  // XMLHttpRequest, because fetch tells nothing of how much has been sent.
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ format, dataset });
  if (limit !== null) query.set("limit", String(limit));
  const jobId = new Promise<number>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
    request.addEventListener("load", () => {
      const body = parseJson(request.responseText);
      const reply = replySchema.safeParse(body);
      if (request.status < 300 && reply.success) resolve(reply.data.jobId);
      else reject(new Error(errorText(body) ?? `The server answered with status ${request.status}.`));
    });
    request.addEventListener("error", () =>
      reject(new Error("The server did not answer. Is it still running?")),
    );
    request.addEventListener("abort", () => reject(new Error("The upload was cancelled.")));
    request.open("POST", `/api/v1/import?${query}`);
    request.setRequestHeader("content-type", "application/x-ndjson");
    request.send(file);
  });
  return { jobId, cancel: () => request.abort() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function errorText(body: unknown): string | null {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { error, message } = parsed.data;
  return message ?? (typeof error === "string" ? error : (error?.message ?? null));
}
