import { z } from "zod";
import { AppError } from "#server/core/errors";

/** A keyset position as opaque text for clients. */
export function encodeCursor(position: readonly number[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The position a page goes on from, `size` numbers of it; throws `invalid-input` for anything else. */
export function decodeCursor(cursor: string, size: number): number[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return z.array(z.number()).length(size).parse(position);
  } catch {
    throw new AppError("invalid-input", "This page's cursor is not one of ours.");
  }
}
