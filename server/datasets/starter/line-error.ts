import { AppError } from "#server/core/errors";

/** A line of a file is not what it must be; `line` is 1-based. Parsers throw it: they know no file names. */
export class LineError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
    this.name = "LineError";
  }
}

/**
 * The result of `read`, with the file's name put before what a `LineError` says.
 *
 * @throws AppError `invalid-input` with `file` and `line` in its detail.
 */
export function namingFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    const detail = { file, line: error.line };
    throw new AppError("invalid-input", `${file}:${error.line}: ${error.message}`, { detail, cause: error });
  }
}
