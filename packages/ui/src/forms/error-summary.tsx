import { useEffect, useRef } from 'react';
import { markTitleError } from '../page/title.ts';
import { countInWords } from '../thread/describe-thread.ts';

/** `field` is the field's name (its id); leave it out for something that no field can mend. */
export type FormError = { field?: string; message: string };

/** First letter large: a sentence begins. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function errorSummaryHeading(count: number): string {
  return `${sentence(countInWords(count))} ${count === 1 ? 'thing' : 'things'} to put right`;
}

/**
 * Stands first in the page and takes focus each time `errors` is a new list (one for each attempt). Empty: nothing.
 * The title says "Error:" for as long as it stands.
 */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length === 0) return;
    box.current?.focus();
    return markTitleError();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{errorSummaryHeading(errors.length)}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field}${error.message}`}>
            {error.field === undefined ? (
              error.message
            ) : (
              <a href={`#${error.field}`} onClick={focusField}>
                {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Focus goes to the field, not only the view: a fragment alone does not focus in every browser. */
function focusField(event: { preventDefault: () => void; currentTarget: HTMLAnchorElement }): void {
  const field = document.getElementById(event.currentTarget.hash.slice(1));
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: 'center' });
}
