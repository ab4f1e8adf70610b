import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { describedBy, Field, type FieldWords } from './field.tsx';

type Own = FieldWords & { note?: ReactNode };
type Native<Props> = Omit<Props, 'name' | 'style' | 'className' | 'children' | 'onChange' | 'value' | 'defaultValue'>;
type Valued = { value: string; onChange: (value: string) => void };

type TextInputProps = Own & Valued & Native<InputHTMLAttributes<HTMLInputElement>> & { width?: 'whole' | 'short' };

export function TextInput(props: TextInputProps) {
  const { name, label, hint, error, note, value, onChange, width = 'whole', type = 'text', ...native } = props;
  const id = native.id ?? name;
  return (
    <Field {...{ id, name, label, hint, error, note }} className={width === 'short' ? 'short' : ''}>
      <input
        {...native}
        id={id}
        name={name}
        type={type}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby={describedBy({ name, hint, error })}
        aria-invalid={error != null || undefined}
      />
    </Field>
  );
}

/** A one-time code: digits, offered by the phone's keyboard; `inputMode` keeps letters away without refusing a paste. */
export function CodeInput(props: Omit<TextInputProps, 'type' | 'width'>) {
  return <TextInput width="short" inputMode="numeric" autoComplete="one-time-code" spellCheck={false} {...props} />;
}

/** A day, YYYY-MM-DD or ''. The browser's own picker speaks the person's language and works by keyboard. */
export function DateInput(props: Omit<TextInputProps, 'type' | 'width'>) {
  return <TextInput {...props} type="date" />;
}

/** A wall-clock time, HH:MM or ''. */
export function TimeInput(props: Omit<TextInputProps, 'type' | 'width'>) {
  return <TextInput {...props} type="time" />;
}

type TextAreaProps = Own & Valued & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>;

export function TextArea(props: TextAreaProps) {
  const { name, label, hint, error, note, value, onChange, ...native } = props;
  const id = native.id ?? name;
  return (
    <Field {...{ id, name, label, hint, error, note }}>
      <textarea
        rows={4}
        {...native}
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby={describedBy({ name, hint, error })}
        aria-invalid={error != null || undefined}
      />
    </Field>
  );
}

export type Option<Value extends string = string> = { value: Value; label: ReactNode; hint?: ReactNode };

type SelectProps<Value extends string> = Own &
  Native<SelectHTMLAttributes<HTMLSelectElement>> & {
    value: Value | '';
    onChange: (value: Value | '') => void;
    options: readonly { value: Value; label: string }[];
    /** The first row, which chooses nothing. */
    nothing?: string;
  };

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { name, label, hint, error, note, value, onChange, options, nothing = 'Choose one', ...native } = props;
  const id = native.id ?? name;
  return (
    <Field {...{ id, name, label, hint, error, note }}>
      <select
        {...native}
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as Value | '')}
        aria-describedby={describedBy({ name, hint, error })}
        aria-invalid={error != null || undefined}
      >
        <option value="">{nothing}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
