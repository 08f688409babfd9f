import type { ReactNode } from "react";

type FieldProps = {
  label: string;
  htmlFor?: string;
  hint?: ReactNode;
  error?: string | null;
  children: ReactNode;
};

/** A labelled control with its hint, or what is wrong with what was entered. */
export function Field({ label, htmlFor, hint, error, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={htmlFor} className="font-medium text-sm">
        {label}
      </label>
      {children}
      {error ? (
        <p role="alert" className="text-xs">
          {error}
        </p>
      ) : hint ? (
        <p className="text-faint text-xs">{hint}</p>
      ) : null}
    </div>
  );
}
