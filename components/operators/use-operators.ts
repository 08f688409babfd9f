import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client";

/** Every operator. They change with the program only; the first call makes their examples, and so travels by itself. */
export function useOperators() {
  const trpc = useTRPC();
  return useQuery(
    trpc.system.operators.queryOptions(undefined, {
      staleTime: Number.POSITIVE_INFINITY,
      trpc: { context: { skipBatch: true } },
    }),
  );
}
