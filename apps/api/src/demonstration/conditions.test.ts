import { describe, expect, it } from 'vitest';
import { demonstrationIsOn, type Place } from './conditions.ts';

const practice = { isDemonstration: true };
const place: Place = { isEmbedded: true, boundTo: '127.0.0.1', outsideServices: [] };
const headers = { host: 'localhost:4100' };

describe('a demonstration signs people in with one click only when', () => {
  it('all five conditions hold', () => {
    expect(demonstrationIsOn(practice, place, headers)).toBe(true);
    expect(demonstrationIsOn(practice, place, { host: '127.0.0.1:4200' })).toBe(true);
  });

  it.each([
    ['1: the database was born as one', [{ isDemonstration: false }, place, headers]],
    ['1: there is a practice at all', [null, place, headers]],
    ['2: it is on the embedded database', [practice, { ...place, isEmbedded: false }, headers]],
    ['3: it is bound to this machine', [practice, { ...place, boundTo: '0.0.0.0' }, headers]],
    ['3: it is bound to this machine, not to all of its names', [practice, { ...place, boundTo: '::' }, headers]],
    ...['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'via', 'x-real-ip'].map(
      (name) => [`4: no proxy stands between (${name})`, [practice, place, { ...headers, [name]: 'x' }]] as const,
    ),
    ...['heather.example', 'localhost.evil.example', 'evil.example:4100', '127.0.0.1.evil.example', ''].map(
      (host) => [`4: the host is this machine (${host})`, [practice, place, { host }]] as const,
    ),
    ['4: there is a host', [practice, place, {}]],
    ['5: no database elsewhere is named', [practice, { ...place, outsideServices: ['DATABASE_URL'] }, headers]],
    ['5: no mail server elsewhere is named', [practice, { ...place, outsideServices: ['SMTP_URL'] }, headers]],
  ] as [string, Parameters<typeof demonstrationIsOn>][])('%s', (_condition, given) =>
    expect(demonstrationIsOn(...given)).toBe(false),
  );
});
