"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import type { SaveTeacher } from "#server/settings/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";

/** Sends one tiny request with what is typed, saved or not, and says what came of it. */
export function TeacherTest({ values }: { values: SaveTeacher | null }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.teacher.test.mutationOptions({ trpc: { context: { skipBatch: true } } }));
  const ready = values !== null && values.baseUrl !== "" && values.model !== "";
  const run = () => {
    if (!ready || test.isPending) return;
    const { baseUrl, model, allowPrivate, apiKey } = values;
    test.mutate({ baseUrl, model, allowPrivate, ...(apiKey ? { apiKey } : {}) });
  };
  return (
    <>
      <Button onClick={run} disabled={!ready} aria-disabled={test.isPending}>
        Test
      </Button>
      <p role="status" aria-label="Test" className="flex min-w-0 items-start gap-1.5 break-words">
        {test.isPending ? <span className="text-muted">Asking…</span> : null}
        {test.error ? <Outcome works={false}>{shownError(test.error).message}</Outcome> : null}
        {test.data?.outcome === "fails" ? <Outcome works={false}>{test.data.reason}</Outcome> : null}
        {test.data?.outcome === "works" ? (
          <Outcome works>
            {test.data.model} answers in {Math.round(test.data.latencyMs)} ms
            {test.data.structured ? "" : "; it takes no JSON schemas, so replies are asked for in words"}.
          </Outcome>
        ) : null}
      </p>
    </>
  );
}

function Outcome({ works, children }: { works: boolean; children: ReactNode }) {
  const Mark = works ? Check : X;
  return (
    <>
      <Mark aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0">
        {works ? "It works: " : "It does not work: "}
        {children}
      </span>
    </>
  );
}
