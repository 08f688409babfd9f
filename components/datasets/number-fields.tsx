import { Field } from "../ui/field";
import { Input } from "../ui/input";

export type NumberFieldLook<K extends string> = {
  name: K;
  label: string;
  hint: string;
  placeholder?: string;
};

type NumberFieldsProps<K extends string> = {
  /** Before the names, so that ids are the page's only ones. */
  prefix: string;
  looks: readonly NumberFieldLook<K>[];
  field: (name: K) => { value: string; onChange: (text: string) => void; error: string | null };
};

/** Numbers that are typed, side by side; what is wrong with one stands in its hint's place. */
export function NumberFields<K extends string>({ prefix, looks, field }: NumberFieldsProps<K>) {
  return (
    <div className="grid grid-cols-3 gap-4">
      {looks.map(({ name, label, hint, placeholder }) => {
        const id = `${prefix}-${name}`;
        const { value, onChange, error } = field(name);
        return (
          <Field key={name} label={label} htmlFor={id} hint={hint} error={error}>
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
      })}
    </div>
  );
}
