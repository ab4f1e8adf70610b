import { type FormError, readRefusal } from '@heather/ui';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

/** What every form of these pages does: keep, say that it is kept, or show what is in the way. */
export function useSaving(onKept?: () => void) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [isKept, setKept] = useState(false);
  return {
    errors,
    isKept,
    setErrors,
    errorOf: (field: string) => errors.find((error) => error.field === field)?.message,
    /** Whether there is nothing to mend; shows it otherwise. */
    isSound: (found: readonly FormError[]) => {
      setErrors(found);
      setKept(false);
      return found.length === 0;
    },
    options: {
      onSuccess: async () => {
        setErrors([]);
        setKept(true);
        await queryClient.invalidateQueries(trpc.practice.pathFilter());
        onKept?.();
      },
      onError: (error: unknown) => {
        setKept(false);
        setErrors([{ message: readRefusal(error).words }]);
      },
    },
  };
}

/** "55" or "55.50" in pounds → pence; null when it is no sum. */
export function penceOf(text: string): number | null {
  const found = /^£?\s*(\d{1,5})(?:\.(\d{2}))?$/.exec(text.trim());
  return found ? Number(found[1]) * 100 + Number(found[2] ?? 0) : null;
}

export const poundsOf = (pence: number): string => (pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2));

/** Words parted by commas, each once. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const nations = [
  { value: 'england-and-wales', label: 'England and Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern-ireland', label: 'Northern Ireland' },
] as const;
export type Nation = (typeof nations)[number]['value'];

/** An instant as people say it, on this device's clock. */
export const whenOf = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
export const dayOf = (iso: string): string =>
  new Date(`${iso.slice(0, 10)}T12:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
