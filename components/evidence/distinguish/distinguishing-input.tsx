"use client";

import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import type { JudgedInput } from "#server/labels/schema";
import { isActive, jobProgressText } from "../../jobs/job-words";
import { timeAgo } from "../../labels/time-words";
import { shownError } from "../../trpc/app-error";
import { useTRPC } from "../../trpc/client";
import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";
import { inputDoubt, joiningText, outcomeTerm } from "./search-words";
import { useRetest } from "./use-retest";
import { useRefresh } from "./use-search";

type DistinguishingInputProps = { input: JudgedInput; programId: number };

/** One input: call, what the reference makes of it, what the mutant does, and whether it is valid. */
export function DistinguishingInput({ input, programId }: DistinguishingInputProps) {
  const trpc = useTRPC();
  const refresh = useRefresh(programId);
  const question = useId();
  const effect = useId();
  const retest = useRetest();
  const judge = useMutation(
    trpc.distinguish.judge.mutationOptions({
      onSuccess: ({ jobId }) => {
        refresh();
        retest.follow(jobId);
      },
      onError: (error) =>
        void toast("Nothing was kept of it", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  const { judgement, searchId, ordinal } = input;
  const doubt = inputDoubt(input);
  const say = (valid: boolean) => {
    if (!judge.isPending) judge.mutate({ searchId, ordinal, valid });
  };
  return (
    <li data-input={input.ordinal} className="border-line border-t py-1.5 first:border-t-0">
      <code className="block overflow-x-auto whitespace-pre text-xs leading-5">{input.call}</code>
      <dl className="mt-0.5 grid grid-cols-[8.5rem_1fr] gap-x-2 text-xs">
        <dt className="text-faint">reference {outcomeTerm(input, "reference")}</dt>
        <dd className="min-w-0">
          <code className="break-all">{input.reference}</code>
        </dd>
        <dt className="text-faint">mutant {outcomeTerm(input, "mutant")}</dt>
        <dd className="min-w-0">
          <code className="break-all">{input.mutant}</code>
        </dd>
      </dl>
      {doubt === null ? null : <p className="text-muted text-xs">{doubt}</p>}
      <div className="mt-1 flex flex-wrap items-center gap-2 text-xs">
        {judgement?.valid === true ? (
          <Judged judgement={judgement} />
        ) : (
          <>
            {judgement === null ? (
              <span id={question}>A valid input?</span>
            ) : (
              <Judged judgement={judgement} />
            )}
            <Button
              size="xs"
              aria-describedby={judgement === null ? `${question} ${effect}` : effect}
              aria-disabled={!input.canJoin || judge.isPending}
              title={input.canJoin ? joiningText(input) : undefined}
              onClick={() => input.canJoin && say(true)}
            >
              Valid: add to the tests
            </Button>
            {judgement === null ? (
              <Button
                size="xs"
                aria-describedby={question}
                aria-disabled={judge.isPending}
                onClick={() => say(false)}
              >
                Not valid
              </Button>
            ) : null}
          </>
        )}
        {judgement?.valid === true ? null : (
          <span id={effect} className={input.canJoin ? "sr-only" : "text-muted"}>
            {joiningText(input)}
          </span>
        )}
        <span aria-live="polite" className="text-muted">
          {retest.job === undefined
            ? null
            : isActive(retest.job)
              ? `Running the problem's programs on it: ${jobProgressText(retest.job)}…`
              : retest.job.state === "succeeded"
                ? "The problem's programs were run on it."
                : `Running the problem's programs on it ${retest.job.state}: the job can be resumed.`}
        </span>
      </div>
    </li>
  );
}

function Judged({ judgement }: { judgement: NonNullable<JudgedInput["judgement"]> }) {
  const { valid, suiteVersion, annotator, at } = judgement;
  return (
    <span>
      <span aria-hidden="true">{valid ? "✓ " : "✕ "}</span>
      {valid ? "Valid" : "Not valid"}
      {suiteVersion === null ? "" : `, in the tests since version ${suiteVersion}`}
      <span className="text-faint">
        {" "}
        {annotator}, {timeAgo(at)}
      </span>
    </span>
  );
}
