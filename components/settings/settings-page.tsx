"use client";

import { useQuery } from "@tanstack/react-query";
import { Page } from "../shell/page";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { TeacherForm } from "./teacher-form";

export function SettingsPage() {
  const trpc = useTRPC();
  const teacher = useQuery(trpc.teacher.settings.queryOptions());
  return (
    <Page title="Settings" className="max-w-3xl">
      <section aria-labelledby="llm-teacher">
        <h2 id="llm-teacher" className="font-semibold text-base">
          LLM teacher
        </h2>
        <p className="mt-0.5 mb-4 text-muted">
          A language model that rewrites single statements of reference programs, beside the symbolic
          operators. Any server that speaks OpenAI's protocol will do: a hosted one, vLLM, Ollama. Problems
          and programs of the datasets that you teach are sent to it.
        </p>
        {teacher.data ? (
          <TeacherForm view={teacher.data} />
        ) : teacher.isError ? (
          <ErrorState
            title="The settings could not be loaded"
            message={shownError(teacher.error).message}
            onRetry={() => void teacher.refetch()}
          />
        ) : (
          <div aria-hidden="true" className="flex flex-col gap-4">
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </div>
        )}
      </section>
    </Page>
  );
}
