import { once } from "node:events";
import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createConnection } from "node:net";
import type { ZodType, z } from "zod";
import { AppError, messageOf } from "#server/core/errors";
import { logger } from "#server/core/logger";
import { type LiveCall, type LiveResponse, liveContracts, maxMessageBytes } from "#server/live/schema";

export type LiveHandlers = {
  [C in LiveCall]: (
    request: z.infer<(typeof liveContracts)[C]["request"]>,
    signal: AbortSignal,
  ) => Promise<LiveResponse<C>>;
};

/** Answers live calls on a Unix socket; throws `conflict` when another worker of this data folder does already. */
export async function serveLive(
  socketPath: string,
  handlers: LiveHandlers,
): Promise<{ close: () => Promise<void> }> {
  if (await answers(socketPath)) {
    throw new AppError("conflict", "Another worker answers live calls for this data folder.");
  }
  rmSync(socketPath, { force: true });
  const answer = {
    verify: bind(liveContracts.verify, handlers.verify),
    score: bind(liveContracts.score, handlers.score),
    countMutants: bind(liveContracts.countMutants, handlers.countMutants),
    scorePrograms: bind(liveContracts.scorePrograms, handlers.scorePrograms),
    trace: bind(liveContracts.trace, handlers.trace),
    testTeacher: bind(liveContracts.testTeacher, handlers.testTeacher),
    installModel: bind(liveContracts.installModel, handlers.installModel),
    lineMutants: bind(liveContracts.lineMutants, handlers.lineMutants),
    training: bind(liveContracts.training, handlers.training),
    status: bind(liveContracts.status, handlers.status),
  } satisfies Record<LiveCall, (body: string, signal: AbortSignal) => Promise<unknown>>;

  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    const handle = Object.entries(answer).find(([known]) => known === name)?.[1];
    // A caller that hangs up does not need its answer any more.
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    readBody(request)
      .then((body): Promise<unknown> => {
        if (handle === undefined) throw new AppError("not-found", `There is no live call "${name}".`);
        return handle(body, gone.signal);
      })
      .then(
        (value) => reply(response, 200, value),
        (error) => reply(response, 500, asError(error)),
      );
  });
  server.requestTimeout = 30_000;
  // The socket must never be open to others, not even between being made and being closed to them.
  const before = process.umask(0o177);
  try {
    server.listen(socketPath);
    await once(server, "listening");
  } finally {
    process.umask(before);
  }
  chmodSync(socketPath, 0o600);
  return {
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function bind<Request, Response>(
  contract: { request: ZodType<Request> },
  handler: (request: Request, signal: AbortSignal) => Promise<Response>,
) {
  return async (body: string, signal: AbortSignal): Promise<Response> => {
    const parsed = contract.request.safeParse(JSON.parse(body));
    if (!parsed.success) throw new AppError("invalid-input", parsed.error.message);
    return handler(parsed.data, signal);
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxMessageBytes) throw new AppError("invalid-input", "The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function asError(error: unknown) {
  if (!(error instanceof AppError)) logger.error({ err: error }, "a live call failed");
  const { code, retryable, detail } =
    error instanceof AppError ? error : { code: "internal" as const, retryable: false, detail: {} };
  return { error: { code, message: messageOf(error), retryable, detail } };
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** Whether somebody listens there; a socket left by a killed process refuses. */
function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath);
    const settle = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
