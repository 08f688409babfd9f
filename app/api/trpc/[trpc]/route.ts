import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "#server/api/context";
import { appRouter } from "#server/api/root";

export const dynamic = "force-dynamic";

const handle = (request: Request): Promise<Response> =>
  fetchRequestHandler({ endpoint: "/api/trpc", req: request, router: appRouter, createContext });

export { handle as GET, handle as POST };
