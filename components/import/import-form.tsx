"use client";

import { useRef, useState } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatBytes } from "../ui/format";
import { Input } from "../ui/input";
import { Progress } from "../ui/progress";
import { Select } from "../ui/select";
import { FileDrop } from "./file-drop";
import { startUpload, type Upload } from "./upload";

const formats = [{ value: "mbpp", label: "MBPP (.jsonl)" }] as const;

/** "mbpp-train.jsonl" → "mbpp-train" */
function nameOf(file: File): string {
  return file.name.replace(/\.(jsonl|ndjson|json)$/i, "").slice(0, 100);
}

export function ImportForm({ onStarted }: { onStarted: (jobId: number) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState<(typeof formats)[number]["value"]>("mbpp");
  const [name, setName] = useState("");
  const [limitText, setLimitText] = useState("");
  const [sent, setSent] = useState<{ bytes: number; total: number } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const upload = useRef<Upload | null>(null);

  const limit = limitText.trim() === "" ? null : Number(limitText);
  const limitBad = limit !== null && !(Number.isSafeInteger(limit) && limit >= 1);
  const uploading = sent !== null;
  const ready = file !== null && name.trim() !== "" && !limitBad && !uploading;

  const take = (next: File) => {
    setFile(next);
    setError(null);
    if (name.trim() === "") setName(nameOf(next));
  };
  const start = async () => {
    if (!ready) return;
    setError(null);
    setSent({ bytes: 0, total: file.size });
    upload.current = startUpload({ file, format, dataset: name.trim(), limit }, (bytes, total) =>
      setSent({ bytes, total }),
    );
    try {
      onStarted(await upload.current.jobId);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
      setSent(null);
    }
  };

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <FileDrop file={file} onFile={take} disabled={uploading} />
      <div className="grid gap-4 sm:grid-cols-[1fr_11rem_8rem]">
        <Field label="Dataset name" htmlFor="import-name" hint="Problems are added where the name exists.">
          <Input
            id="import-name"
            value={name}
            maxLength={100}
            disabled={uploading}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Format" htmlFor="import-format">
          <Select
            id="import-format"
            label="Format"
            value={format}
            options={formats}
            onValueChange={setFormat}
            disabled={uploading}
            className="w-full"
          />
        </Field>
        <Field
          label="First rows only"
          htmlFor="import-limit"
          hint="Empty: all rows."
          error={limitBad ? "A whole number from 1." : null}
        >
          <Input
            id="import-limit"
            inputMode="numeric"
            placeholder="all"
            value={limitText}
            disabled={uploading}
            onChange={(event) => setLimitText(event.target.value)}
          />
        </Field>
      </div>
      {error ? <p role="alert">Nothing was imported. {error}</p> : null}
      <div className="flex min-h-8 items-center gap-4">
        {sent ? (
          <>
            <div className="min-w-0 flex-1">
              <Progress done={sent.bytes} total={sent.total} label="Upload" />
              <p className="tabular mt-1 text-muted text-xs">
                {formatBytes(sent.bytes)} of {formatBytes(sent.total)} sent
              </p>
            </div>
            <Button onClick={() => upload.current?.cancel()}>Cancel</Button>
          </>
        ) : (
          <Button type="submit" variant="primary" disabled={!ready}>
            Import
          </Button>
        )}
      </div>
      <details className="text-muted">
        <summary className="cursor-pointer">What a row must have</summary>
        <p className="mt-1">
          One JSON object a line with <code>task_id</code>, <code>text</code>, <code>code</code> and{" "}
          <code>test_list</code>; <code>test_setup_code</code> and <code>challenge_test_list</code> are read
          too. Task ids divisible by 5 go to the test split.
        </p>
      </details>
    </form>
  );
}
