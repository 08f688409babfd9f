import type { TeacherView } from "#server/settings/schema";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

const sources: Record<TeacherView["keySource"], string> = {
  none: "None is set. Local servers need none.",
  environment: "LINEWISE_LLM_API_KEY is used.",
  stored: "One is stored, encrypted. It is never shown.",
  unreadable: "The stored one cannot be read with this data folder's secret.key: enter it again.",
};

type KeyFieldProps = {
  view: TeacherView;
  value: string;
  error: string | null;
  onText: (text: string) => void;
  /** Another address is typed than the one that the stored key belongs to. */
  moved: boolean;
  onRemove: () => void;
};

/** The key goes one way only: what is stored is never sent to the page. */
export function KeyField({ view, value, error, onText, moved, onRemove }: KeyFieldProps) {
  const stored = view.keySource === "stored" || view.keySource === "unreadable";
  const hint =
    stored && moved ? "The stored key goes with its address: enter one for this." : sources[view.keySource];
  return (
    <Field label="API key" htmlFor="teacher-apiKey" hint={hint} error={error}>
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
