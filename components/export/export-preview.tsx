"use client";

import { Copy } from "lucide-react";
import type { ExportPreview } from "#server/export/schema";
import { ContrastView } from "../contrast/contrast-view";
import { Panel } from "../shell/panel";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { plural } from "../ui/format";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { ExportCountsTable } from "./export-counts";

type ExportPreviewPanelProps = {
  preview: ExportPreview | undefined;
  /** The preview belongs to the choice before; the new one is on its way. */
  stale: boolean;
  error: unknown;
  onRetry: () => void;
  describe: (error: unknown) => string;
};

/** What the choice makes: counts, the manifest and the command that makes it again. */
export function ExportPreviewPanel({ preview, stale, error, onRetry, describe }: ExportPreviewPanelProps) {
  if (!preview) {
    return error ? (
      <ErrorState title="The export could not be counted" message={describe(error)} onRetry={onRetry} />
    ) : (
      <div aria-hidden="true" className="flex flex-col gap-6">
        <Skeleton className="mt-6.5 h-80 rounded-lg" />
        <Skeleton className="h-14 rounded-lg" />
      </div>
    );
  }
  const { manifest } = preview;
  return (
    <div
      className={cn("flex min-w-0 flex-col gap-6 transition-opacity", stale && "opacity-50")}
      aria-busy={stale}
    >
      <Panel
        title="What it makes"
        aside={stale ? <span className="text-faint text-xs">counting…</span> : null}
      >
        <ExportCountsTable preview={preview} />
      </Panel>
      {preview.groups.length > 0 ? (
        <Panel title="The first groups">
          <ul className="divide-y divide-line">
            {preview.groups.map((group) => (
              <li key={`${group.problem} ${group.prefix}`} className="px-4 py-3">
                <p className="mb-1.5 text-muted">
                  Problem <span className="font-mono text-ink text-xs">{group.problem}</span>, line{" "}
                  {group.line}
                </p>
                <ContrastView group={group} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {manifest ? (
        <>
          <Panel
            title="To make it again"
            aside={
              <Button
                variant="ghost"
                size="xs"
                onClick={() => {
                  void navigator.clipboard.writeText(manifest.command).then(() => toast("Command copied"));
                }}
              >
                <Copy /> Copy
              </Button>
            }
          >
            <pre className="overflow-x-auto px-4 py-3">{manifest.command}</pre>
          </Panel>
          {manifest.format === "trl-stepwise" && manifest.contradictions.length > 0 ? (
            <p className="text-muted">
              {plural(manifest.contradictions.length, "place")} with the same problem, prefix and line, but
              different labels: masked, and listed in the manifest.
            </p>
          ) : null}
          <details>
            <summary className="cursor-pointer text-muted">Manifest</summary>
            <pre className="mt-2 max-h-96 overflow-auto rounded-lg border border-line bg-surface px-4 py-3 text-xs">
              {JSON.stringify(manifest, null, 2)}
            </pre>
          </details>
        </>
      ) : null}
    </div>
  );
}
