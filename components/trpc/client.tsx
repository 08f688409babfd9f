"use client";

import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import superjson from "superjson";
import type { AppRouter } from "#server/api/root";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

const options = {
  url: "/api/trpc",
  transformer: superjson,
  // The server refuses calls that are not JSON, so that no foreign page can post a form to it.
  headers: { "content-type": "application/json" },
};

/**
 * Calls of one moment travel together, and are answered together. What may be slow (a count, a sandbox run, a model)
 * asks for a request of its own with `trpc: { context: { skipBatch: true } }`, so that it holds up nothing else.
 */
export function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.context.skipBatch === true,
        true: httpLink(options),
        false: httpBatchLink({ ...options, maxURLLength: 8000 }),
      }),
    ],
  });
}
