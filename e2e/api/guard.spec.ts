import { request as send } from "node:http";
import { expect, test } from "@playwright/test";

/** Playwright's own client sets Host itself, so this one is Node's. */
function statusOf(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string },
) {
  return new Promise<number | undefined>((resolve, reject) => {
    const { body, ...rest } = options;
    const call = send(url, rest, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on("error", reject);
    call.end(body);
  });
}

test("a name that is not this server's is refused", async ({ baseURL }) => {
  const url = `${baseURL}/api/health`;
  expect(await statusOf(url, { headers: { host: "evil.example" } })).toBe(421);
  expect(await statusOf(url, { headers: { host: "localhost" } })).toBe(200);
});

test("requests of other sites are refused, reading and changing", async ({ baseURL }) => {
  const headers = { origin: "https://evil.example", "content-type": "application/json" };
  expect(await statusOf(`${baseURL}/api/health`, { headers })).toBe(403);
  expect(await statusOf(`${baseURL}/api/trpc/jobs.list`, { method: "POST", headers, body: "{}" })).toBe(403);
});

test("other sites may link to pages but not read the API", async ({ baseURL }) => {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
  expect(await statusOf(`${baseURL}/api/health`, { headers })).toBe(403);
  expect(
    await statusOf(`${baseURL}/`, { headers: { ...headers, "sec-fetch-mode": "navigate" } }),
  ).toBeLessThan(400);
});

test("changes that are not JSON are refused", async ({ baseURL }) => {
  const url = `${baseURL}/api/trpc/jobs.list`;
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]) {
    expect(await statusOf(url, { method: "POST", headers: { "content-type": type }, body: "x" })).toBe(415);
  }
});

test("a target that is no path ends in a refusal, not in the server", async ({ baseURL }) => {
  const { hostname, port } = new URL(baseURL ?? "");
  const refused = await new Promise((resolve, reject) => {
    send({ hostname, port, path: "//[" }, (response) => resolve(response.statusCode))
      .on("error", reject)
      .end();
  });
  expect(refused).toBe(400);
  expect(await statusOf(`${baseURL}/api/health`, {})).toBe(200);
});

test("health names every part, and pages forbid other hosts", async ({ request }) => {
  const answer = await request.get("/api/health");
  const health = await answer.json();
  expect(Object.keys(health)).toEqual(
    expect.arrayContaining(["status", "database", "sandbox", "model", "jobs"]),
  );
  const policy = answer.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/https?:/);
});
