import { useCallback, useRef, useState } from 'react';
import type { FormError } from '../forms/error-summary.tsx';
import { readRefusal } from '../page/refusal-words.ts';

/**
 * One thing at a time on a page of several buttons: `busy` names what is under way, `errors` is a new list for each attempt.
 * For pages too small for a mutation of their own a button (the sign-in pages).
 */
export function useAct() {
  const [busy, setBusy] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const isBusy = useRef(false);
  /** `field` is where a refusal is shown. `work` may end by leaving the page: then it stays busy (return 'leaving'). */
  const act = useCallback(async (name: string, work: () => Promise<unknown>, field?: string): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(name);
    setErrors([]);
    const result = await work().catch((error: unknown) => {
      const message = readRefusal(error).words;
      setErrors([field === undefined ? { message } : { field, message }]);
    });
    if (result === 'leaving') return;
    isBusy.current = false;
    setBusy(null);
  }, []);
  const refuse = useCallback((error: FormError) => setErrors([error]), []);
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return { busy, errors, act, refuse, errorOf };
}
