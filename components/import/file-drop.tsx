"use client";

import { FileText, Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { formatBytes } from "../ui/format";

type FileDropProps = { file: File | null; onFile: (file: File) => void; disabled: boolean };

/** A place to drop a file on; the button does the same for the keyboard. */
export function FileDrop({ file, onFile, disabled }: FileDropProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files.item(0);
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    <section
      aria-label="File"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex h-36 flex-col items-center justify-center gap-2 rounded-lg border border-line-strong border-dashed bg-surface",
        over && "border-focus bg-selected",
      )}
    >
      <input
        ref={inputRef}
        id="import-file"
        type="file"
        accept=".jsonl,.ndjson,application/x-ndjson"
        aria-label="File to import"
        className="sr-only"
        tabIndex={-1}
        disabled={disabled}
        onChange={(event) => {
          const chosen = event.target.files?.item(0);
          if (chosen) onFile(chosen);
          // The same file may be chosen again after it was changed on disk.
          event.target.value = "";
        }}
      />
      {file ? (
        <p className="flex max-w-full items-center gap-2 px-4">
          <FileText className="size-4 shrink-0 text-faint" aria-hidden="true" />
          <span className="truncate font-medium">{file.name}</span>
          <span className="tabular shrink-0 text-faint">{formatBytes(file.size)}</span>
        </p>
      ) : (
        <p className="text-muted">Drop a .jsonl file here</p>
      )}
      <Button disabled={disabled} onClick={() => inputRef.current?.click()}>
        <Upload /> {file ? "Choose another file" : "Choose a file"}
      </Button>
    </section>
  );
}
