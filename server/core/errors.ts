/** One error type for everything that can go wrong without being a program's verdict. */
export const errorCodes = [
  "invalid-input",
  "not-found",
  "conflict",
  "unauthorized",
  "unavailable",
  "cancelled",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export class AppError extends Error {
  readonly code: ErrorCode;
  /** Whether the same call may succeed later without anything being changed. */
  readonly retryable: boolean;
  /** Facts for the caller that are safe to show (never secrets, never host paths). */
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { retryable?: boolean; detail?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retryable = options.retryable ?? code === "unavailable";
    this.detail = options.detail ?? {};
  }
}

/** A message for a person, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
