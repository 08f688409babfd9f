import { randomUUID } from "node:crypto";
import { AppError } from "#server/core/errors";
import { createContext } from "./context";
import { saveUpload } from "./save-upload";

/** A bundle of half a billion parameters in int8 fits; what is larger is not scored on a processor. */
const maxBundleBytes = 1024 ** 3;

/**
 * Takes a zipped bundle and has the worker check and register it. Returns the model's id; throws `invalid-input` with the
 * reason when it is refused.
 */
export async function modelUpload(request: Request): Promise<{ modelId: number }> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim();
  if (type !== "application/zip") {
    throw new AppError("invalid-input", "Send the bundle as application/zip.");
  }
  const upload = randomUUID();
  await saveUpload(request.body, { name: `${upload}.zip`, maxBytes: maxBundleBytes });
  const { live } = await createContext();
  return live.installModel({ upload }, { signal: request.signal });
}
