import { z } from "zod";
import { AppError } from "#server/core/errors";

/** Bytes of a request's body: programs and statements of a full request, however they are escaped. */
export const maxBodyBytes = 6 * 1024 * 1024;

/** A request's body, read no further than its limit. Throws `invalid-input` saying what is wrong and where. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  let raw: unknown;
  const text = await readText(request);
  try {
    raw = JSON.parse(text);
  } catch {
    throw new AppError("invalid-input", "The body is not JSON.");
  }
  return parseInput(schema, raw);
}

/** Throws `invalid-input` naming the first few things that are wrong. */
export function parseInput<T>(schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5);
  throw new AppError("invalid-input", z.prettifyError({ ...parsed.error, issues }));
}

async function readText(request: Request): Promise<string> {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > maxBodyBytes)
        throw new AppError("invalid-input", `Bodies of more than ${maxBodyBytes} bytes are not taken.`);
      chunks.push(part.value);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  return Buffer.concat(chunks).toString("utf8");
}
