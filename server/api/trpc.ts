import { initTRPC, TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import superjson from "superjson";
import { AppError, type ErrorCode } from "#server/core/errors";
import { logger } from "#server/core/logger";
import type { ApiContext } from "./context";

const codes = {
  "invalid-input": "BAD_REQUEST",
  "not-found": "NOT_FOUND",
  conflict: "CONFLICT",
  unauthorized: "UNAUTHORIZED",
  unavailable: "SERVICE_UNAVAILABLE",
  cancelled: "CLIENT_CLOSED_REQUEST",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;

const t = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => {
    const cause = error.cause instanceof AppError ? error.cause : null;
    const { stack: _, ...data } = shape.data;
    return {
      ...shape,
      data: {
        ...data,
        appCode: cause?.code ?? (error.code === "BAD_REQUEST" ? "invalid-input" : "internal"),
        retryable: cause?.retryable ?? false,
        detail: cause?.detail ?? {},
      },
    };
  },
});

/** What a procedure throws is an AppError or a fault of ours; the latter is logged, and nobody else hears its details. */
const withAppErrors = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) {
    throw new TRPCError({ code: codes[cause.code], message: cause.message, cause });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    logger.error({ err: result.error, path }, "a procedure failed");
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "Something went wrong on the server; its log says what.",
    });
  }
  return result;
});

export const router = t.router;
export const procedure = t.procedure.use(withAppErrors);
export const createCallerFactory = t.createCallerFactory;
