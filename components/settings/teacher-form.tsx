"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, type ReactNode, useState } from "react";
import type { TeacherView } from "#server/settings/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { KeyField } from "./key-field";
import { TeacherTest } from "./teacher-test";
import { readTeacher, savedWords, type TeacherTexts, textsOf } from "./teacher-values";

/** Where the model is, how it is asked and what it costs. Nothing is kept before it is saved. */
export function TeacherForm({ view }: { view: TeacherView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [texts, setTexts] = useState(() => textsOf(view));
  const save = useMutation(
    trpc.teacher.save.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.teacher.settings.queryKey(), saved);
        // What else is typed stays: removing the key saves nothing but that.
        setTexts((before) => ({ ...before, apiKey: "" }));
      },
    }),
  );
  const change = (patch: Partial<TeacherTexts>) => {
    setTexts((before) => ({ ...before, ...patch }));
    save.reset();
  };
  const read = readTeacher(texts);
  const values = "values" in read ? read.values : null;
  const errors = "errors" in read ? read.errors : {};
  const text = (name: Exclude<keyof TeacherTexts, "allowPrivate">) => ({
    name,
    value: texts[name],
    error: errors[name] ?? null,
    onText: (given: string) => change({ [name]: given }),
  });

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (values !== null) save.mutate(values);
      }}
    >
      <TextField
        {...text("baseUrl")}
        label="Base URL"
        hint="Up to the version: https://api.example.com/v1. Empty: no LLM teacher."
        inputMode="url"
        placeholder="https://"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...text("model")} label="Model" hint="As the server calls it." />
        <KeyField
          view={view}
          {...text("apiKey")}
          address={texts.baseUrl.trim()}
          onRemove={() => {
            const { keySource: _, environmentKey: __, configured: ___, ...saved } = view;
            save.mutate({ ...saved, apiKey: null });
          }}
        />
      </div>
      <label className="flex items-start gap-2" htmlFor="teacher-private">
        <Checkbox
          id="teacher-private"
          className="mt-0.5"
          checked={texts.allowPrivate}
          onCheckedChange={(checked) => change({ allowPrivate: checked === true })}
        />
        <span>
          Allow addresses of this machine and of private networks
          <span className="block text-faint text-xs">Needed for a model that runs here or next door.</span>
        </span>
      </label>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField {...text("temperature")} label="Temperature" inputMode="decimal" />
        <TextField {...text("maxTokens")} label="Tokens of one reply" hint="At most." inputMode="numeric" />
        <TextField {...text("concurrency")} label="Calls at once" inputMode="numeric" />
        <TextField
          {...text("priceInput")}
          label="Price of input"
          hint="US dollars for a million tokens. Empty: unknown."
          inputMode="decimal"
        />
        <TextField
          {...text("priceOutput")}
          label="Price of output"
          hint="US dollars for a million tokens."
          inputMode="decimal"
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" disabled={values === null || save.isPending}>
          Save
        </Button>
        <TeacherTest values={values} />
        <p role="status" className="text-muted">
          {save.isSuccess ? savedWords(save.variables) : ""}
        </p>
      </div>
      {save.error ? <p role="alert">Nothing was saved. {shownError(save.error).message}</p> : null}
    </form>
  );
}

type TextFieldProps = Pick<ComponentProps<"input">, "inputMode" | "placeholder"> & {
  name: string;
  label: string;
  value: string;
  error: string | null;
  onText: (text: string) => void;
  hint?: ReactNode;
};

function TextField({ name, label, value, error, onText, hint, ...input }: TextFieldProps) {
  const id = `teacher-${name}`;
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error}>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== null}
        onChange={(event) => onText(event.target.value)}
        {...input}
      />
    </Field>
  );
}
