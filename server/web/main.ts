/**
 * The web process: Next.js behind the request guard. The guard is not a Next.js proxy file, because that would read every
 * upload into memory, and cut it off at 10 MB, before its route sees it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { env } from "#server/core/env";
import { messageOf } from "#server/core/errors";
import { guardRequest, tokenCookie } from "#server/core/http-guard";
import { logger } from "#server/core/logger";
import { repoRoot } from "#server/core/paths";

const settings = env();
const { host, port } = settings;
/** Request targets are relative; the name that was asked for is the guard's business. */
const base = "http://linewise.invalid";

/** Answers a request that may not pass; false when it may. */
function refuse(request: IncomingMessage, response: ServerResponse): boolean {
  const { headers, method = "GET", url = "/" } = request;
  if (!URL.canParse(url, base)) {
    response.writeHead(400, { connection: "close" }).end();
    return true;
  }
  const address = new URL(url, base);
  const verdict = guardRequest(
    {
      method,
      path: address.pathname,
      host: headers.host ?? null,
      origin: headers.origin ?? null,
      contentType: headers["content-type"] ?? null,
      fetchSite: oneOf(headers["sec-fetch-site"]),
      authorization: headers.authorization ?? null,
      cookie: cookieOf(headers.cookie),
      queryToken: address.searchParams.get("token"),
    },
    settings,
  );
  // Tells another Linewise that looks at this port, and nobody else anything.
  response.setHeader("x-linewise", "1");
  switch (verdict.kind) {
    case "pass":
      return false;
    case "login":
      address.searchParams.delete("token");
      response.setHeader("set-cookie", `${tokenCookie}=${verdict.cookie}; Path=/; HttpOnly; SameSite=Strict`);
      // Relative, because behind a proxy the server does not know by which name it was called.
      response.writeHead(303, { location: address.pathname + address.search, connection: "close" }).end();
      return true;
    case "refuse":
      response
        .writeHead(verdict.status, { "content-type": "text/plain; charset=utf-8", connection: "close" })
        .end(`${verdict.message}\n`);
      return true;
  }
}

function oneOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

function cookieOf(header: string | undefined): string | undefined {
  const found = (header ?? "").split(";").map((part) => part.trim().split("="));
  return found.find(([name]) => name === tokenCookie)?.[1];
}

const server = createServer();
const app = next({
  dev: process.env.NODE_ENV === "development",
  dir: repoRoot(),
  hostname: host,
  port,
  httpServer: server,
});
await app.prepare();
const handle = app.getRequestHandler();

server.on("request", (request, response) => {
  if (refuse(request, response)) return;
  handle(request, response).catch((error) => {
    logger.error({ reason: messageOf(error), url: request.url }, "a request failed");
    response.destroy();
  });
});
server.on("error", (error) => {
  logger.error({ reason: error.message }, "the web server does not listen");
  process.exit(1);
});
server.listen(port, host, () => logger.info({ host, port }, "the web server is ready"));

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // Open pages keep connections alive for as long as they like.
    server.close(() => process.exit(0));
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
process.on("disconnect", () => process.exit(0));
