import type { ReactNode } from 'react';

export type FieldWords = {
  /** Also the id, so that the error summary's link `#name` finds it. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What to do about it, in words; sets the ink edge. */
  error?: string | undefined;
};

/** The ids that describe a field, in the order in which they stand. */
export function describedBy({ name, hint, error }: Pick<FieldWords, 'name' | 'hint' | 'error'>): string | undefined {
  const ids = [hint != null && `${name}-hint`, error != null && `${name}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function FieldError({ name, error }: { name: string; error?: string | undefined }) {
  if (error == null) return null;
  return (
    <p className="mend-words" id={`${name}-error`}>
      <svg className="mark" viewBox="0 0 14 14" aria-hidden="true">
        <path className="stroke" d="M7 1.4 13 12.4H1ZM7 5.4v3.4M7 10.2v1.2" />
      </svg>
      <span className="away">Error: </span>
      {error}
    </p>
  );
}

export function FieldHint({ name, hint }: { name: string; hint?: ReactNode }) {
  if (hint == null) return null;
  return (
    <p className="hint" id={`${name}-hint`}>
      {hint}
    </p>
  );
}

type FieldProps = FieldWords & { id: string; className?: string; children: ReactNode; note?: ReactNode };

/** Label, hint, message, field, in that order; what is not saved yet is said under it. */
export function Field({ id, name, label, hint, error, className, note, children }: FieldProps) {
  return (
    <div className={['field', error != null && 'mend', className].filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}</label>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      {children}
      {note}
    </div>
  );
}
