"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import type { SaveTeacher } from "#server/settings/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { isSameTest, testOf } from "./teacher-values";

/** Sends one tiny request with what is typed, saved or not, and says what came of it. */
export function TeacherTest({ values }: { values: SaveTeacher | null }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.teacher.test.mutationOptions({ trpc: { context: { skipBatch: true } } }));
  const sent = testOf(values);
  // What came of other values says nothing of these.
  const current = isSameTest(test.variables, sent);
  const pending = current && test.isPending;
  const data = current ? test.data : undefined;
  const run = () => {
    if (sent !== null && !pending) test.mutate(sent);
  };
  return (
    <>
      <Button onClick={run} disabled={sent === null} aria-disabled={pending}>
        Test
      </Button>
      <p role="status" aria-label="Test" className="flex min-w-0 items-start gap-1.5 break-words">
        {pending ? <span className="text-muted">Asking…</span> : null}
        {current && test.error ? <Outcome works={false}>{shownError(test.error).message}</Outcome> : null}
        {data?.outcome === "fails" ? <Outcome works={false}>{data.reason}</Outcome> : null}
        {data?.outcome === "works" ? (
          <Outcome works>
            {data.model} answers in {Math.round(data.latencyMs)} ms
            {data.structured ? "" : "; it takes no JSON schemas, so replies are asked for in words"}.
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
