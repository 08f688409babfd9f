"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { shownError } from "./app-error";
import { makeClient, TRPCProvider } from "./client";

function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the server calls hopeless (a bad input, an unknown id) is shown at once; the rest gets two more tries.
        retry: (failures, error) => failures < 2 && shownError(error).retryable,
        retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 3000),
        // A local server is reachable whether or not the machine is online.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
