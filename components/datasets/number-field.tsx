import { Field } from "../ui/field";
import { Input } from "../ui/input";

type NumberFieldProps = {
  id: string;
  label: string;
  hint: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  error: string | null;
};

/** A number that is typed; what is wrong with it stands in the hint's place. */
export function NumberField({ id, label, hint, placeholder, value, onChange, error }: NumberFieldProps) {
  return (
    <Field label={label} htmlFor={id} hint={hint} error={error}>
      <Input
        id={id}
        inputMode="numeric"
        placeholder={placeholder}
        aria-invalid={error !== null}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
