import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";

export type GuardSettings = {
  /** What the server listens on. */
  host: string;
  token: string | undefined;
  /** Further names it may be called by, behind a proxy for instance. */
  allowedHosts: readonly string[];
};

export type GuardedRequest = {
  method: string;
  /** Of the address, without its query. */
  path: string;
  /** Of request headers; null where absent. */
  host: string | null;
  origin: string | null;
  contentType: string | null;
  fetchSite: string | null;
  authorization: string | null;
  cookie: string | undefined;
  /** `token` of the query. */
  queryToken: string | null;
};

export type GuardVerdict =
  | { kind: "pass" }
  /** The query's token is right: keep it in a cookie, and take it out of the address. */
  | { kind: "login"; cookie: string }
  | { kind: "refuse"; status: 401 | 403 | 415 | 421; message: string };

export const tokenCookie = "linewise_token";

/** A form cannot have these types, and a script of another site may not send them. */
const unformedTypes = new Set([
  "application/json",
  "application/x-ndjson",
  "application/jsonl",
  "application/zip",
]);
const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may reach the application. A page of another site that the user happens to visit can send requests
 * here: by a name of its own that resolves to this machine (refused by Host), with its Origin (refused), or as a form,
 * which cannot be JSON (refused by type). Where other machines can connect, a token is asked for on top.
 */
export function guardRequest(request: GuardedRequest, settings: GuardSettings): GuardVerdict {
  if (!isKnownHost(request.host, settings)) {
    return refuse(421, "This server does not go by that name. Set LINEWISE_ALLOWED_HOSTS to allow it.");
  }
  if (isForeign(request)) return refuse(403, "Requests of other sites are refused.");
  if (settings.token !== undefined) {
    if (
      request.queryToken !== null &&
      request.method === "GET" &&
      isSame(request.queryToken, settings.token)
    ) {
      return { kind: "login", cookie: cookieValue(settings.token) };
    }
    if (!hasToken(request, settings.token)) {
      return refuse(
        401,
        "A token is needed: open the address with ?token=…, or send Authorization: Bearer ….",
      );
    }
  }
  if (!reading.has(request.method)) {
    const type = (request.contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    if (!unformedTypes.has(type)) return refuse(415, "Changes are taken as application/json only.");
  }
  return { kind: "pass" };
}

/** Whether only this machine can connect to the address. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

function isKnownHost(header: string | null, { host, allowedHosts }: GuardSettings): boolean {
  const name = nameOf(header);
  if (name === null) return false;
  if (isLoopback(name) || allowedHosts.includes(name)) return true;
  // A number is no name that could be made to resolve to this machine.
  return !isLoopback(host) && (name === host.toLowerCase() || isIP(name) !== 0);
}

/** The host's name without its port, lower case. */
function nameOf(header: string | null): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? "");
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

function isForeign({ method, path, origin, host, fetchSite }: GuardedRequest): boolean {
  if (origin !== null) return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
  if (fetchSite !== "cross-site" && fetchSite !== "same-site") return false;
  // Following a link to a page is fine. Sending something is not, nor is a read of the API: it can be work (an export), and
  // whether and how fast it is answered tells the other site something even where it cannot see the answer.
  return !reading.has(method) || isApi(path);
}

/** Whether the router might take the path for one of the API's, however it is written. */
function isApi(path: string): boolean {
  try {
    return /^[/\\]*api(?:[/\\]|$)/i.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}

function hasToken({ authorization, cookie }: GuardedRequest, token: string): boolean {
  const bearer = /^Bearer\s+(.+)$/i.exec(authorization ?? "")?.[1];
  if (bearer !== undefined && isSame(bearer, token)) return true;
  const password = basicPassword(authorization);
  if (password !== undefined && isSame(password, token)) return true;
  return cookie !== undefined && isSame(cookie, cookieValue(token));
}

/** Clients that can set no header are given an address as `http://linewise:token@host`, which becomes a password. */
function basicPassword(authorization: string | null): string | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? undefined : pair.slice(colon + 1);
}

/** Not the token itself: a leaked cookie must not also be a bearer token for scripts. */
function cookieValue(token: string): string {
  return createHash("sha256").update(`linewise-cookie:${token}`).digest("hex");
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function refuse(status: 401 | 403 | 415 | 421, message: string): GuardVerdict {
  return { kind: "refuse", status, message };
}
