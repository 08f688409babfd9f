import { once } from "node:events";
import { createServer } from "node:net";
import { readConnectionFile } from "#db/connection-file";
import { AppError } from "#server/core/errors";

type Options = { host: string; port: number; dataDir: string };

/**
 * The port to serve on: the one asked for, or a free one for 0. Throws `conflict` with what to do when it is taken, and
 * when this data folder is being served already.
 */
export async function claimPort({ host, port, dataDir }: Options): Promise<number> {
  const running = readConnectionFile(dataDir);
  if (running !== null) {
    throw new AppError(
      "conflict",
      `Linewise is already running on this data folder: ${urlOf(running.host, running.port)} (process ${running.pid}, ` +
        `since ${running.startedAt}). Stop that one, or set LINEWISE_DATA_DIR and PORT for a second one.`,
    );
  }
  try {
    return await tryPort(host, port);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      const holder = (await isLinewise(host, port))
        ? "another Linewise, of another data folder,"
        : "another program";
      throw new AppError(
        "conflict",
        `Port ${port} is taken: ${holder} listens there. Choose another one, for example PORT=${port + 1} npm start.`,
      );
    }
    if (code === "EACCES") throw new AppError("conflict", `This account may not listen on port ${port}.`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new AppError("invalid-input", `HOST=${host} is no address of this machine.`);
    }
    throw error;
  }
}

export function urlOf(host: string, port: number): string {
  const name = host === "127.0.0.1" || host === "::1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function tryPort(host: string, port: number): Promise<number> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : port;
}

async function isLinewise(host: string, port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${host.includes(":") ? `[${host}]` : host}:${port}/api/health`, {
      signal: AbortSignal.timeout(2000),
    });
    return answer.headers.get("x-linewise") !== null;
  } catch {
    return false;
  }
}
