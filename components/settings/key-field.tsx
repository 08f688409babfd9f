import type { TeacherView } from "#server/settings/schema";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { keyHint } from "./key-hint";

type KeyFieldProps = {
  view: TeacherView;
  value: string;
  error: string | null;
  onText: (text: string) => void;
  /** The address that is typed, which need not be the stored key's. */
  address: string;
  onRemove: () => void;
};

/** The key goes one way only: what is stored is never sent to the page. */
export function KeyField({ view, value, error, onText, address, onRemove }: KeyFieldProps) {
  const stored = view.keySource === "stored" || view.keySource === "unreadable";
  const moved = address !== view.baseUrl;
  return (
    <Field label="API key" htmlFor="teacher-apiKey" hint={keyHint(view, address)} error={error}>
      <div className="flex gap-2">
        <Input
          id="teacher-apiKey"
          type="password"
          value={value}
          // A browser would offer some site's password, and keep this one.
          autoComplete="new-password"
          placeholder={stored && !moved ? "unchanged" : ""}
          aria-invalid={error !== null}
          onChange={(event) => onText(event.target.value)}
        />
        {stored ? <Button onClick={onRemove}>Remove key</Button> : null}
      </div>
    </Field>
  );
}
