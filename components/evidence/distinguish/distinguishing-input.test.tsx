import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { JudgedInput } from "#server/labels/schema";
import { makeClient, TRPCProvider } from "../../trpc/client";
import { DistinguishingInput } from "./distinguishing-input";

const input: JudgedInput = {
  searchId: 1,
  ordinal: 0,
  call: "f([])",
  difference: "value",
  reference: "0",
  mutant: "1",
  referenceRaises: false,
  canJoin: true,
  judgement: null,
};

function markupOf(given: JudgedInput): string {
  const queries = new QueryClient();
  return renderToStaticMarkup(
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={makeClient()} queryClient={queries}>
        <DistinguishingInput input={given} programId={1} />
      </TRPCProvider>
    </QueryClientProvider>,
  );
}

it("says in view why an input cannot be called valid, and names that as the button's description", () => {
  const markup = markupOf({ ...input, canJoin: false });
  const [, described, disabled] =
    /<button[^>]* aria-describedby="([^"]+)" aria-disabled="(\w+)"[^>]*>Valid/.exec(markup) ?? [];
  expect(disabled).toBe("true");
  const reason = described?.split(" ").find((id) => markup.includes(`id="${id}" class="text-muted"`));
  expect(reason).toBeDefined();
  expect(markup).toMatch(new RegExp(`id="${reason}" class="text-muted">It cannot join the tests: `));
});

it("lets an input that can join be called valid", () => {
  expect(markupOf(input)).toMatch(/<button[^>]* aria-disabled="false"[^>]*>Valid/);
});
