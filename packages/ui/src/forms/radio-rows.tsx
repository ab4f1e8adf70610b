import type { ReactNode } from 'react';
import { describedBy, FieldError, FieldHint } from './field.tsx';
import type { Option } from './inputs.tsx';

type RadioRowsProps<Value extends string> = {
  name: string;
  /** The question. For one question a page give a <PageTitle>; a string becomes a label. */
  legend: ReactNode;
  options: readonly Option<Value>[];
  /** null until the person has chosen: nothing is ever chosen for them. */
  value: Value | null;
  onChange: (value: Value) => void;
  hint?: ReactNode;
  error?: string | undefined;
  /** Side by side, for two or three short words on a wide page. */
  across?: boolean;
};

/** Radios as rows of one block. The first row carries the group's name as its id, for the error summary's link. */
export function RadioRows<Value extends string>(props: RadioRowsProps<Value>) {
  const { name, legend, options, value, onChange, hint, error, across = false } = props;
  return (
    <fieldset className={error == null ? undefined : 'mend'} aria-describedby={describedBy({ name, hint, error })}>
      <legend className={typeof legend === 'string' ? 'label' : undefined}>{legend}</legend>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      <div className={across ? 'choice across' : 'choice'}>
        {options.map((option, index) => (
          <label key={option.value}>
            <input
              type="radio"
              id={index === 0 ? name : `${name}-${option.value}`}
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint == null ? null : <span className="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
