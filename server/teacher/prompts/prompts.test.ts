import { expect, it } from "vitest";
import { sha256 } from "#server/core/digest";
import { rewriteStatement1 } from "./rewrite-statement-1";

// Replies name the prompt that brought them: a version that was used must stay what it was. Make a new one instead.
it.each([[rewriteStatement1, "7322c4b6f50b3aa4"]])("keeps $id as it is", ({ system }, digest) => {
  expect(sha256(system).slice(0, 16)).toBe(digest);
});
