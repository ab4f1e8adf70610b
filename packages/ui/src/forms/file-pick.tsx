import { describedBy, Field, type FieldWords } from './field.tsx';

type FilePickProps = FieldWords & {
  /** What the browser offers first, such as `application/pdf`. What comes is checked all the same. */
  accept: string;
  onChange: (file: File | null) => void;
};

/** One file from this machine. It stays there until somebody does something with it. */
export function FilePick({ name, label, hint, error, accept, onChange }: FilePickProps) {
  return (
    <Field id={name} name={name} label={label} hint={hint} error={error}>
      <input
        id={name}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={describedBy({ name, hint, error })}
        aria-invalid={error != null || undefined}
        onChange={(event) => onChange(event.currentTarget.files?.[0] ?? null)}
      />
    </Field>
  );
}
