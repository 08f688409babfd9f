"use client";

import { Copy } from "lucide-react";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

/** Why training is off, and the command that installs what is missing, to copy. */
export function InstallHint({ reason, command }: { reason: string | null; command: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      toast("The command was copied");
    } catch {
      toast("The browser did not let it be copied", { tone: "loud", detail: command });
    }
  };
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md border border-line bg-sunken p-3">
      <p>
        <span className="font-medium">Training is off.</span> {reason}
      </p>
      <p className="text-muted">
        Run this in Linewise's folder, then open this again. It takes some minutes and about 1.5 GB.
      </p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 overflow-x-auto whitespace-nowrap rounded-md border border-line bg-surface px-2.5 py-1 font-mono text-[0.8125rem]">
          {command}
        </code>
        <Button onClick={() => void copy()}>
          <Copy aria-hidden="true" /> Copy
        </Button>
      </div>
    </div>
  );
}
