import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type APIRequestContext, test as base, expect } from "@playwright/test";
import { z } from "zod";

type Options = {
  /** Console errors that a test brings about on purpose (the browser logs every failed response). */
  allowedErrors: RegExp[];
};

type WorkerFixtures = {
  /** Name of the dataset that comes with Linewise; whoever asks for it waits until it is built. */
  starter: string;
};

const datasetListSchema = z.object({
  result: z.object({
    data: z.object({
      json: z.array(z.object({ name: z.string(), problems: z.int(), builtProblems: z.int() })),
    }),
  }),
});

/** Whether the starter problems are there and built. */
async function isStarterBuilt(request: APIRequestContext): Promise<boolean> {
  const response = await request.get("/api/trpc/datasets.list");
  if (!response.ok()) return false;
  const datasets = datasetListSchema.parse(await response.json()).result.data.json;
  const starter = datasets.find((dataset) => dataset.name === starterName);
  return starter !== undefined && starter.problems > 0 && starter.builtProblems === starter.problems;
}

/** The dataset that comes with Linewise. */
export const starterName = "Starter";
/** A first start makes, verifies and labels its mutants; two slow cores take a while over it. */
const starterMs = 420_000;

/**
 * The page of every browser test. A test fails when the page logs an error, throws, or asks any host but the tested
 * server for anything: what is annotated here never leaves the machine. Foreign requests are refused as well.
 */
export const test = base.extend<Options, WorkerFixtures>({
  starter: [
    async ({ playwright }, use, { project }) => {
      const request = await playwright.request.newContext({ baseURL: project.use.baseURL });
      await expect
        .poll(() => isStarterBuilt(request), { timeout: starterMs, intervals: [500, 1000, 2000] })
        .toBe(true);
      await request.dispose();
      await use(starterName);
    },
    { scope: "worker", timeout: starterMs + 10_000 },
  ],
  allowedErrors: [[], { option: true }],
  context: async ({ context, baseURL }, use) => {
    const origin = new URL(baseURL ?? "http://127.0.0.1").origin;
    const foreign: string[] = [];
    const isForeign = (url: string) =>
      /^(https?|wss?):/.test(url) && new URL(url).host !== new URL(origin).host;
    await context.route(
      (url) => isForeign(url.href),
      (route) => route.abort(),
    );
    context.on("request", (request) => {
      if (isForeign(request.url())) foreign.push(request.url());
    });
    context.on("page", (page) =>
      page.on("websocket", (socket) => {
        if (isForeign(socket.url())) foreign.push(socket.url());
      }),
    );
    await use(context);
    expect(foreign, "requests to other hosts").toEqual([]);
  },
  page: async ({ page, allowedErrors }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(page);
    const unexpected = errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)));
    expect(unexpected, "errors on the page").toEqual([]);
  },
});

export { expect };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Six problems in MBPP's form, one of them with markup in its statement. */
export const miniMbpp = here("data/mini-mbpp.jsonl");
/** A problem with a single test, which lets most mutants through. */
export const weaklyTested = here("data/weakly-tested.jsonl");
/** Four problems and two rows that cannot be read: line 3 is cut off, line 5 has no tests. */
export const badRows = here("data/bad-rows.jsonl");

/** MBPP itself where this machine has it, else the six problems; and how many problems an import of 50 rows makes. */
export function mbppFile(): { path: string; problems: number } {
  const real = here("../../shared/data/mbpp.jsonl");
  return existsSync(real) ? { path: real, problems: 50 } : { path: miniMbpp, problems: 6 };
}

/** A name that no earlier run has used. */
export function freshName(base: string): string {
  return `${base}-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}
