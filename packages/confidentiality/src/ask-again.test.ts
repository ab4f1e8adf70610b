import { describe, expect, it } from 'vitest';
import { askAgainFor } from './ask-again.ts';

const england = 'england-and-wales' as const;
const on = (
  bornOn: string | null,
  agreedOn: string,
  today: string,
  nation: 'england-and-wales' | 'scotland' | 'northern-ireland' = england,
) => askAgainFor({ bornOn, nation, agreedOn }, today);

describe('what was agreed is asked again at the ages of the nation', () => {
  it.each([
    ['sixty days ahead', '2010-12-01', '2026-01-10', '2026-10-02', { age: 16, on: '2026-12-01' }],
    ['a day more ahead', '2010-12-01', '2026-01-10', '2026-10-01', null],
    ['long past and not asked', '2010-12-01', '2026-01-10', '2027-08-01', { age: 16, on: '2026-12-01' }],
    ['the newer of two', '2010-12-01', '2026-01-10', '2029-01-01', { age: 18, on: '2028-12-01' }],
    ['agreed on the very birthday', '2010-12-01', '2026-12-01', '2026-12-02', null],
    ['agreed since', '2010-12-01', '2026-12-05', '2027-01-01', null],
    ['grown up long ago', '1984-03-22', '2026-01-10', '2026-11-24', null],
    ['no birthday known', null, '2026-01-10', '2026-11-24', null],
    ['born on a leap day', '2008-02-29', '2023-06-01', '2024-02-28', { age: 16, on: '2024-02-29' }],
  ])('%s', (_, bornOn, agreedOn, today, expected) => expect(on(bornOn, agreedOn, today)).toEqual(expected));

  it('is data of the nation: in Scotland there is no second one at eighteen', () => {
    expect(on('2010-12-01', '2026-12-05', '2028-12-02', 'scotland')).toBe(null);
    expect(on('2010-12-01', '2026-12-05', '2028-12-02', england)).toEqual({ age: 18, on: '2028-12-01' });
  });
});
