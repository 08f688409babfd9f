import { TRPCClientError } from "@trpc/client";
import { z } from "zod";

const dataSchema = z.object({
  appCode: z.string().optional(),
  retryable: z.boolean().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});

export type ShownError = {
  message: string;
  /** One of core/errors' codes; `offline` when the server could not be reached at all. */
  code: string;
  retryable: boolean;
  detail: Record<string, unknown>;
};

/** What went wrong in a call, in the words of the server where it said any. */
export function shownError(error: unknown): ShownError {
  if (error instanceof TRPCClientError) {
    if (error.data === null || error.data === undefined) {
      return {
        message: "The server did not answer. Is it still running?",
        code: "offline",
        retryable: true,
        detail: {},
      };
    }
    const data = dataSchema.safeParse(error.data);
    return {
      message: error.message,
      code: data.data?.appCode ?? "internal",
      retryable: data.data?.retryable ?? false,
      detail: data.data?.detail ?? {},
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { message, code: "internal", retryable: false, detail: {} };
}
