import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { type Address, resolveHost } from "./addresses";
import { CallError } from "./call-error";

/** A reply is text of a few kilobytes. What is longer is cut here, and then cannot be read. */
const maxReplyBytes = 1024 * 1024;

export type Posted = {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Whether the body is the beginning of a longer one. */
  cut: boolean;
};

type Post = {
  url: URL;
  apiKey: string | null;
  body: unknown;
  allowPrivate: boolean;
  /** From the first byte sent to the last received. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

/**
 * Sends JSON to an address that was checked, and to no other: the name is resolved once and the connection pinned to what
 * that brought; redirects are answers like any other. Throws `CallError` when there is no whole answer, and the signal's
 * reason when it was aborted.
 */
export async function postJson({
  url,
  apiKey,
  body,
  allowPrivate,
  timeoutMs,
  signal,
}: Post): Promise<Posted> {
  const addresses = await resolveHost(url.hostname, { allowPrivate });
  signal?.throwIfAborted();
  const text = JSON.stringify(body);
  const late = AbortSignal.timeout(timeoutMs);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    let sent = false;
    const fail = (error: Error) => {
      if (signal?.aborted) reject(signal.reason);
      else if (late.aborted) {
        reject(new CallError("timeout", `The server did not answer within ${timeoutMs / 1000} s.`, { sent }));
      } else if (error instanceof CallError) reject(error);
      else reject(new CallError("connection", wordsFor(error), { sent }));
    };
    const call = send(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "content-length": Buffer.byteLength(text),
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      lookup: pinnedTo(addresses),
      // A kept connection would go to an address that was checked for another call.
      agent: false,
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
    call.on("finish", () => {
      sent = true;
    });
    call.on("error", fail);
    call.on("response", (response) => {
      readBody(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, ...read }),
        fail,
      );
    });
    call.end(text);
  });
}

function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}

async function readBody(response: IncomingMessage): Promise<Pick<Posted, "body" | "cut">> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size >= maxReplyBytes) break;
  }
  const body = Buffer.concat(chunks).subarray(0, maxReplyBytes).toString("utf8");
  return { body, cut: size >= maxReplyBytes };
}

function wordsFor(error: Error & { code?: string }): string {
  switch (error.code) {
    case "ECONNREFUSED":
      return "Nothing answers at that address.";
    case "ECONNRESET":
    case "EPIPE":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return "The connection was dropped.";
    default:
      return `The connection failed: ${error.message || error.code || "no reason was given"}`;
  }
}
