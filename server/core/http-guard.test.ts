import { describe, expect, test } from "vitest";
import { type GuardedRequest, type GuardSettings, guardRequest, isLoopback } from "./http-guard";

const local: GuardSettings = { host: "127.0.0.1", token: undefined, allowedHosts: [] };
const shared: GuardSettings = {
  host: "0.0.0.0",
  token: "a-long-enough-token",
  allowedHosts: ["lab.example"],
};

const get: GuardedRequest = {
  method: "GET",
  path: "/datasets",
  host: "localhost:3000",
  origin: null,
  contentType: null,
  fetchSite: null,
  authorization: null,
  cookie: undefined,
  queryToken: null,
};
const post: GuardedRequest = { ...get, method: "POST", contentType: "application/json" };

function outcome(request: GuardedRequest, settings = local): number | string {
  const verdict = guardRequest(request, settings);
  return verdict.kind === "refuse" ? verdict.status : verdict.kind;
}

describe("host", () => {
  test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST", "localhost:8080"])(
    "passes %s",
    (host) => {
      expect(outcome({ ...get, host })).toBe("pass");
    },
  );
  test.each([
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example",
    "10.0.0.5",
    "",
    "a b",
    "localhost:3000@evil",
  ])("refuses %j", (host) => {
    expect(outcome({ ...get, host })).toBe(421);
  });
  test("refuses a request without one", () => {
    expect(outcome({ ...get, host: null })).toBe(421);
  });
  test("on a shared address, passes numbers and allowed names and refuses others", () => {
    const authorization = "Bearer a-long-enough-token";
    expect(outcome({ ...get, host: "10.0.0.5:3000", authorization }, shared)).toBe("pass");
    expect(outcome({ ...get, host: "lab.example", authorization }, shared)).toBe("pass");
    expect(outcome({ ...get, host: "evil.example", authorization }, shared)).toBe(421);
  });
});

describe("origin", () => {
  test.each(["https://evil.example", "null", "http://localhost:4000", "not a url"])(
    "refuses %s",
    (origin) => {
      expect(outcome({ ...post, origin })).toBe(403);
    },
  );
  test("passes its own", () => {
    expect(outcome({ ...post, origin: "http://localhost:3000" })).toBe("pass");
  });
  test("refuses a change that a browser marks as sent by another site", () => {
    expect(outcome({ ...post, fetchSite: "cross-site" })).toBe(403);
    expect(outcome({ ...get, fetchSite: "cross-site" })).toBe("pass");
  });
  test.each(["/api/health", "/api", "/api/trpc/jobs.list", "/%61pi/health", "//api/health", "/%zz"])(
    "refuses another site's read of %s",
    (path) => {
      expect(outcome({ ...get, path, fetchSite: "cross-site" })).toBe(403);
      expect(outcome({ ...get, path, fetchSite: "same-site" })).toBe(403);
      expect(outcome({ ...get, path, fetchSite: "same-origin" })).toBe("pass");
      expect(outcome({ ...get, path, fetchSite: "none" })).toBe("pass");
    },
  );
  test("passes a link of another site to a page", () => {
    expect(outcome({ ...get, path: "/apiary", fetchSite: "cross-site" })).toBe("pass");
    expect(outcome({ ...get, path: "/", fetchSite: "same-site" })).toBe("pass");
  });
});

describe("content type of changes", () => {
  test.each([
    null,
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/json",
  ])("refuses %s", (contentType) => {
    expect(outcome({ ...post, contentType })).toBe(415);
  });
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/x-ndjson",
    "application/zip",
  ])("passes %s", (contentType) => {
    expect(outcome({ ...post, contentType })).toBe("pass");
  });
});

describe("token", () => {
  test("is asked for on reading and changing", () => {
    expect(outcome(get, shared)).toBe(401);
    expect(outcome(post, shared)).toBe(401);
    expect(outcome({ ...get, authorization: "Bearer wrong" }, shared)).toBe(401);
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
    expect(outcome({ ...get, authorization: basic("linewise:a-long-enough-token") }, shared)).toBe("pass");
    expect(outcome({ ...get, authorization: basic("a-long-enough-token:") }, shared)).toBe(401);
    expect(outcome({ ...get, authorization: basic("a-long-enough-token") }, shared)).toBe(401);
  });
  test("in the query makes a cookie that is not the token, and that cookie passes", () => {
    const verdict = guardRequest({ ...get, queryToken: "a-long-enough-token" }, shared);
    if (verdict.kind !== "login") throw new Error(`not a login: ${verdict.kind}`);
    expect(verdict.cookie).not.toContain("a-long-enough-token");
    expect(outcome({ ...get, cookie: verdict.cookie }, shared)).toBe("pass");
    expect(outcome({ ...get, authorization: `Bearer ${verdict.cookie}` }, shared)).toBe(401);
  });
});

test.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["localhost", true],
  ["::1", true],
  ["[::1]", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.4", false],
  ["127.evil.example", false],
])("isLoopback(%s) is %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
