import type { ReactNode } from 'react';
import { describedBy, FieldError, FieldHint } from './field.tsx';
import type { Option } from './inputs.tsx';

type CheckboxProps = {
  name: string;
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  error?: string | undefined;
};

/** One thing to confirm. A consent is never a tick: it is a yes or a no of its own (RadioRows). */
export function Checkbox({ name, label, checked, onChange, hint, error }: CheckboxProps) {
  return (
    <div className={error == null ? undefined : 'mend'}>
      <FieldError name={name} error={error} />
      <label className="check" htmlFor={name}>
        <input
          type="checkbox"
          id={name}
          name={name}
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-describedby={describedBy({ name, error, hint })}
          aria-invalid={error != null || undefined}
        />
        <span>{label}</span>
      </label>
      <FieldHint name={name} hint={hint} />
    </div>
  );
}

type CheckboxRowsProps<Value extends string> = {
  name: string;
  legend: ReactNode;
  options: readonly Option<Value>[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  hint?: ReactNode;
  error?: string | undefined;
};

/** Any number of several. The order of `values` follows the options. */
export function CheckboxRows<Value extends string>(props: CheckboxRowsProps<Value>) {
  const { name, legend, options, values, onChange, hint, error } = props;
  const toggle = (value: Value, on: boolean) =>
    onChange(options.map((option) => option.value).filter((v) => (v === value ? on : values.includes(v))));
  return (
    <fieldset className={error == null ? undefined : 'mend'} aria-describedby={describedBy({ name, hint, error })}>
      <legend className={typeof legend === 'string' ? 'label' : undefined}>{legend}</legend>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      {options.map((option, index) => (
        <label className="check" key={option.value}>
          <input
            type="checkbox"
            id={index === 0 ? name : `${name}-${option.value}`}
            name={name}
            value={option.value}
            checked={values.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span>
            {option.label}
            {option.hint == null ? null : <span className="hint quiet">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
