import { request } from "node:http";
import type { ZodType } from "zod";
import { AppError } from "../core/errors";
import {
  type LiveCall,
  type LiveRequest,
  type LiveResponse,
  liveContracts,
  liveErrorSchema,
  maxMessageBytes,
} from "./schema";
import { liveSocketPath } from "./socket-path";

const timeoutMs = {
  verify: 120_000,
  score: 120_000,
  countMutants: 30_000,
  scorePrograms: 300_000,
  trace: 60_000,
  testTeacher: 30_000,
  installModel: 300_000,
  lineMutants: 30_000,
  training: 30_000,
  status: 5_000,
} as const satisfies Record<LiveCall, number>;

export type LiveClient = {
  [C in LiveCall]: (request: LiveRequest<C>, options?: { signal?: AbortSignal }) => Promise<LiveResponse<C>>;
};

/**
 * Calls the worker of a data folder. Throws `unavailable` when it is not running or too busy to answer in time, and
 * whatever the worker threw otherwise. Aborting `signal` also stops the work, where it can be stopped.
 */
export function liveClient(dataDir: string): LiveClient {
  const socketPath = liveSocketPath(dataDir);
  const call = async <Request, Response>(
    name: LiveCall,
    contract: { request: ZodType<unknown, Request>; response: ZodType<Response> },
    body: Request,
    signal: AbortSignal | undefined,
  ): Promise<Response> => {
    const parsed = contract.request.safeParse(body);
    if (!parsed.success) throw new AppError("invalid-input", parsed.error.message);
    const answer = await send(socketPath, name, JSON.stringify(parsed.data), signal);
    const failure = liveErrorSchema.safeParse(answer);
    if (failure.success) {
      const { code, message, ...options } = failure.data.error;
      throw new AppError(code, message, options);
    }
    return contract.response.parse(answer);
  };
  return {
    verify: (body, options) => call("verify", liveContracts.verify, body, options?.signal),
    score: (body, options) => call("score", liveContracts.score, body, options?.signal),
    countMutants: (body, options) => call("countMutants", liveContracts.countMutants, body, options?.signal),
    scorePrograms: (body, options) =>
      call("scorePrograms", liveContracts.scorePrograms, body, options?.signal),
    trace: (body, options) => call("trace", liveContracts.trace, body, options?.signal),
    testTeacher: (body, options) => call("testTeacher", liveContracts.testTeacher, body, options?.signal),
    installModel: (body, options) => call("installModel", liveContracts.installModel, body, options?.signal),
    lineMutants: (body, options) => call("lineMutants", liveContracts.lineMutants, body, options?.signal),
    training: (body, options) => call("training", liveContracts.training, body, options?.signal),
    status: (body, options) => call("status", liveContracts.status, body, options?.signal),
  };
}

function send(
  socketPath: string,
  name: LiveCall,
  body: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = request({
      socketPath,
      path: `/${name}`,
      method: "POST",
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      timeout: timeoutMs[name],
      signal,
    });
    call.on("timeout", () => call.destroy(new AppError("unavailable", "The worker did not answer in time.")));
    call.on("error", (error) => reject(reachable(error, signal)));
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxMessageBytes)
          call.destroy(new AppError("internal", "The worker's answer is too large."));
        chunks.push(chunk);
      });
      response.on("error", (error) => reject(reachable(error, signal)));
      response.on("end", () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")));
        } catch {
          reject(new AppError("unavailable", "The worker stopped while answering."));
        }
      });
    });
    call.end(body);
  });
}

function reachable(error: Error, signal: AbortSignal | undefined): Error {
  if (error instanceof AppError) return error;
  if (signal?.aborted) return new AppError("cancelled", "The call was cancelled.");
  return new AppError(
    "unavailable",
    "The worker is not running. It is restarted by itself when `npm start` runs.",
    {
      cause: error,
    },
  );
}
