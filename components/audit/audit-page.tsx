"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { suspicionReasons } from "#server/core/vocabulary";
import type { AuditItem } from "#server/labels/schema";
import { useStore } from "../labels/store";
import { problemHref } from "../problem/problem-location";
import { usePageTitle } from "../shell/use-page-title";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Kbd } from "../ui/kbd";
import { reasonMeaning, reasonName } from "../ui/suspicion-mark";
import { AuditList, AuditListSkeleton } from "./audit-list";
import { AuditReasons } from "./audit-reasons";
import {
  type AuditReason,
  auditKey,
  auditSessionStore,
  loadAuditSession,
  setAuditSession,
} from "./audit-session";

/** Labels that may be wrong, by reason, most suspicious first. Each opens the problem at its line. */
export function AuditPage({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setReason] = useQueryState(
    "reason",
    parseAsStringLiteral(suspicionReasons).withOptions({ history: "push" }),
  );
  const reason: AuditReason = chosen ?? "all";
  const dataset = useQuery(trpc.datasets.get.queryOptions({ id: datasetId }));
  const counts = useQuery(trpc.audit.counts.queryOptions({ datasetId }));
  const list = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { datasetId, reason: chosen, limit: 60 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  usePageTitle(dataset.data === undefined ? "Audit" : `Audit · ${dataset.data.name}`);
  const items: readonly AuditItem[] = useMemo(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  const session = useStore(auditSessionStore, null);
  const walk = session?.datasetId === datasetId && session.reason === reason ? session : null;
  const decided = walk?.items.filter((item) => walk.done.includes(auditKey(item))) ?? [];

  const hrefOf = (item: AuditItem) =>
    problemHref({
      datasetId,
      problemId: item.problemId,
      mutant: item.operator === null ? null : item.programId,
      line: item.line,
      audit: reason,
    });
  const open = (item: AuditItem, fresh: boolean) => {
    // A new walk begins where one enters the list; going back to a decided item goes on with the old one.
    if (fresh) {
      const before = loadAuditSession(datasetId, reason);
      const keys = new Set(items.map(auditKey));
      setAuditSession({
        datasetId,
        reason,
        items: [
          ...(before?.items.filter(
            (old) => before.done.includes(auditKey(old)) && !keys.has(auditKey(old)),
          ) ?? []),
          ...items,
        ],
        nextCursor: list.data?.pages.at(-1)?.nextCursor ?? null,
        done: before?.done ?? [],
      });
    }
    router.push(hrefOf(item));
  };

  return (
    <div className="flex h-page flex-col">
      <header className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3">
        <div className="min-w-0">
          <div className="text-faint text-xs">
            <Link href={`/datasets/${datasetId}`} className="hover:text-ink hover:underline">
              {dataset.data?.name ?? "Dataset"}
            </Link>
          </div>
          <h1 className="truncate font-semibold text-xl tracking-tight">Audit</h1>
          <p className="text-muted">
            {reason === "all"
              ? "Automatic labels that may be wrong, most suspicious first."
              : `${reasonName(reason)}: ${reasonMeaning(reason)}.`}
          </p>
        </div>
        <Button
          variant="primary"
          disabled={items.length === 0}
          onClick={() => (items[0] === undefined ? undefined : open(items[0], true))}
        >
          Start with the first <Kbd keys="enter" onDark />
        </Button>
      </header>
      <div className="flex min-h-0 flex-1">
        <AuditReasons
          counts={counts.data}
          failed={counts.isError}
          reason={reason}
          onReason={(next) => void setReason(next === "all" ? null : next)}
        />
        <div className="flex min-w-0 flex-1 flex-col bg-surface">
          {list.isPending ? (
            <AuditListSkeleton />
          ) : list.isError && items.length === 0 ? (
            <ErrorState
              className="flex-1"
              title="The audit list could not be loaded"
              message={shownError(list.error).message}
              onRetry={() => void list.refetch()}
            />
          ) : items.length === 0 && decided.length === 0 ? (
            <EmptyAudit
              datasetId={datasetId}
              reason={reason}
              built={(dataset.data?.builtProblems ?? 1) > 0}
            />
          ) : (
            <AuditList
              key={reason}
              memoryKey={`audit ${datasetId} ${reason}`}
              items={items}
              decided={decided}
              hrefOf={hrefOf}
              onOpen={open}
              more={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          )}
        </div>
      </div>
    </div>
  );
}

function EmptyAudit({
  datasetId,
  reason,
  built,
}: {
  datasetId: number;
  reason: AuditReason;
  built: boolean;
}) {
  return (
    <EmptyState
      className="flex-1"
      title={built ? "Nothing suspicious is open" : "Not built yet"}
      action={
        <Button asChild>
          <Link href={`/datasets/${datasetId}`}>Go to the dataset</Link>
        </Button>
      }
    >
      {built
        ? reason === "all"
          ? "Every automatic label stands without doubt, or somebody has decided on it."
          : `No line is open for the reason “${reasonName(reason)}”.`
        : "Build the dataset: it makes mutants, runs them and labels their lines."}
    </EmptyState>
  );
}
