import { expect, it } from 'vitest';
import { wasHidden } from './personal.ts';

it('reads a backup by what it says of itself, and the first ones, which say nothing, by what was hidden then', () => {
  const section = { schema: 'public', columns: [], practiceId: 'p' };
  expect(wasHidden({ ...section, table: 'receipt', isHidden: true })).toBe(true);
  expect(wasHidden({ ...section, table: 'client', isHidden: false })).toBe(false);
  expect(['client_key', 'client', 'receipt', 'payer'].map((table) => wasHidden({ ...section, table }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
