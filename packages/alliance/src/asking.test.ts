import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskPlan, asksPerWeek, dueAdministrations, type PlannedSession, withinBurden } from './index.ts';

const week = (index: number) => Temporal.Instant.from('2026-09-01T12:00:00Z').add({ hours: index * 7 * 24 });
const sessions: PlannedSession[] = Array.from({ length: 10 }, (_, index) => ({
  id: `s${index + 1}`,
  startsAt: week(index + 1),
  endsAt: week(index + 1).add({ minutes: 50 }),
  takesPlace: true,
}));
const plan = (change: Partial<AskPlan>): AskPlan => ({
  id: 'p',
  what: 'core-10',
  cadence: 'each-session',
  everyN: null,
  startsAt: week(0),
  endedAt: null,
  ...change,
});
const given = (...ids: string[]) => ids.map((sessionId) => ({ planId: 'p', sessionId }));
const due = (asked: Partial<AskPlan>, ids: string[], now: Temporal.Instant, list = sessions) =>
  dueAdministrations(plan(asked), list, given(...ids), now).map(({ sessionId }) => sessionId);
const dayBefore = (index: number) => week(index).subtract({ hours: 24 });

describe('dueAdministrations', () => {
  it.each<[string, Partial<AskPlan>, string[], Temporal.Instant, string[]]>([
    ['too early', {}, [], week(1).subtract({ hours: 49 }), []],
    ['opens two days before', {}, [], week(1).subtract({ hours: 48 }), ['s1']],
    ['stays open in the session', {}, [], week(1).add({ minutes: 49 }), ['s1']],
    ['closes with it', {}, [], week(1).add({ minutes: 50 }), []],
    ['not twice', {}, ['s1'], dayBefore(1), []],
    ['each session again', {}, ['s1'], dayBefore(2), ['s2']],
    ['first: once', { cadence: 'first' }, ['s1'], dayBefore(2), []],
    ['first: at the next when the first was missed', { cadence: 'first' }, [], dayBefore(3), ['s3']],
    ['every third: not at the second', { cadence: 'every-n', everyN: 3 }, ['s1'], dayBefore(3), []],
    ['every third: at the fourth', { cadence: 'every-n', everyN: 3 }, ['s1'], dayBefore(4), ['s4']],
    ['every third: a missed one falls to the next', { cadence: 'every-n', everyN: 3 }, ['s1'], dayBefore(5), ['s5']],
    ['not before the plan', { startsAt: week(3) }, [], dayBefore(2), []],
    ['not after its end', { endedAt: dayBefore(2) }, [], dayBefore(2), []],
    ['a plan without its n asks each time', { cadence: 'every-n', everyN: 0 }, ['s1'], dayBefore(2), ['s2']],
    ['check-in: not before the session ends', { what: 'check-in' }, [], week(1).add({ minutes: 49 }), []],
    ['check-in: after it', { what: 'check-in' }, [], week(1).add({ minutes: 50 }), ['s1']],
    ['check-in: until the next begins', { what: 'check-in' }, [], week(2), []],
  ])('%s', (_name, asked, ids, now, expected) => expect(due(asked, ids, now)).toEqual(expected));

  it('counts no session that did not take place', () => {
    const list = sessions.map((session) => (session.id === 's3' ? { ...session, takesPlace: false } : session));
    expect(due({ cadence: 'every-n', everyN: 2 }, ['s1'], dayBefore(3), list)).toEqual([]);
    expect(due({ cadence: 'every-n', everyN: 2 }, ['s1'], dayBefore(4), list)).toEqual(['s4']);
  });
  it('gives a measure to the nearer of two sessions two days apart, under every cadence', () => {
    const close = [
      sessions[0],
      { ...sessions[1], startsAt: week(1).add({ hours: 20 }), endsAt: week(1).add({ hours: 21 }) },
    ] as PlannedSession[];
    expect(due({ cadence: 'first' }, [], dayBefore(1), close)).toEqual(['s1']);
    expect(due({ cadence: 'every-n', everyN: 2 }, [], dayBefore(1), close)).toEqual(['s1']);
  });
});

describe('withinBurden', () => {
  const now = week(5);
  const asked = (clientId: string, ...hoursAgo: number[]) =>
    hoursAgo.map((hours) => ({ clientId, askedAt: now.subtract({ hours }) }));
  const planned = [
    { clientId: 'a', what: 1 },
    { clientId: 'a', what: 2 },
    { clientId: 'b', what: 3 },
  ];
  it('asks no more than three times in any seven days, first things first, each client alone', () => {
    const { ask, hold } = withinBurden(planned, [...asked('a', 1, 50), ...asked('b', 169)], now);
    expect(ask.map(({ what }) => what)).toEqual([1, 3]);
    expect(hold.map(({ what }) => what)).toEqual([2]);
  });
  it('forgets after seven days to the second', () => {
    const full = asked('b', 1, 2);
    expect(withinBurden(planned, [...full, ...asked('b', 168)], now).hold).toEqual([]);
    expect(withinBurden(planned, [...full, ...asked('b', 167)], now).hold).toHaveLength(1);
  });
  it('never goes over, and never loses an ask', () => {
    const client = fc.constantFrom('a', 'b', 'c');
    const history = fc.array(fc.record({ clientId: client, hours: fc.nat(300) }));
    fc.assert(
      fc.property(fc.array(fc.record({ clientId: client }), { maxLength: 12 }), history, (list, before) => {
        const past = before.map(({ clientId, hours }) => ({ clientId, askedAt: now.subtract({ hours }) }));
        const { ask, hold } = withinBurden(list, past, now);
        expect(ask.length + hold.length).toBe(list.length);
        for (const id of ['a', 'b', 'c']) {
          const recent = before.filter(({ clientId, hours }) => clientId === id && hours < 168).length;
          const out = ask.filter(({ clientId }) => clientId === id).length;
          expect(out).toBeLessThanOrEqual(Math.max(0, asksPerWeek - recent));
        }
      }),
    );
  });
});
