import { z } from "zod";
import { AppError, type ErrorCode } from "#server/core/errors";
import { logger } from "#server/core/logger";

const statuses = {
  "invalid-input": 400,
  unauthorized: 401,
  "not-found": 404,
  conflict: 409,
  internal: 500,
  cancelled: 499,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

const retryAfterSchema = z.object({ retryAfterS: z.number() });

/**
 * What went wrong as a REST answer: `{"error":{"code","message","retryable","detail"}}`, with Retry-After where the same
 * request may succeed later.
 */
export function errorResponse(error: unknown): Response {
  if (!(error instanceof AppError)) {
    logger.error({ err: error }, "a request failed");
    return errorResponse(new AppError("internal", "Something went wrong on the server; its log says what."));
  }
  const { code, message, retryable, detail } = error;
  const afterS = retryAfterSchema.safeParse(detail).data?.retryAfterS ?? 1;
  return Response.json(
    { error: { code, message, retryable, detail } },
    {
      status: statuses[code],
      headers: code === "unavailable" && retryable ? { "retry-after": String(afterS) } : {},
    },
  );
}
