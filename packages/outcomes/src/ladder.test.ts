import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Alert,
  isLadderUsable,
  type LadderRung,
  ladderStep,
  promiseFor,
  type WorkingHours,
  workingHoursSchema,
} from './index.ts';

const zone = 'Europe/London';
const day = [{ from: '09:00', to: '17:30' }];
const hours: WorkingHours = { 1: day, 2: day, 3: day, 4: day, 5: day, closedOn: ['2026-12-25', '2026-12-28'] };
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
const local = (instant: Temporal.Instant | null | undefined) =>
  instant ? instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }) : null;

describe('promiseFor', () => {
  it.each([
    // The hour, on to the next half.
    ['today', '2026-11-24T11:21', null, '2026-11-24T12:30'],
    ['today', '2026-11-24T11:30', null, '2026-11-24T12:30'],
    ['today', '2026-11-24T03:00', null, '2026-11-24T10:00'],
    // Never past closing; what is left of the hour is worked the next morning; Friday evening is Monday.
    ['today', '2026-11-24T16:25', null, '2026-11-24T17:30'],
    ['today', '2026-11-24T17:10', null, '2026-11-25T10:00'],
    ['today', '2026-11-27T20:00', null, '2026-11-30T10:00'],
    ['today', '2026-12-24T17:30', null, '2026-12-29T10:00'],
    // Over the night that the clocks change, both ways.
    ['today', '2026-10-24T12:00', null, '2026-10-26T10:00'],
    ['today', '2027-03-26T17:10', null, '2027-03-29T10:00'],
    ['before-next-session', '2026-11-24T11:21', '2026-11-25T18:00', '2026-11-25T18:00'],
    ['before-next-session', '2026-11-24T11:21', '2026-12-01T12:00', '2026-11-26T17:30'],
    ['before-next-session', '2026-11-24T11:21', null, '2026-11-26T17:30'],
    ['before-next-session', '2026-11-27T20:00', '2026-11-20T12:00', '2026-12-01T17:30'],
    ['before-next-session', '2026-12-24T11:00', null, '2026-12-30T17:30'],
  ] as const)('%s, raised %s, next session %s: read by %s', (tier, raised, next, expected) => {
    expect(local(promiseFor(tier, at(raised), hours, zone, next && at(next)))).toBe(expected);
  });
  it('stops at closing when the next half hour would be past it', () => {
    const short = { 2: [{ from: '09:00', to: '17:15' }] };
    expect(local(promiseFor('today', at('2026-11-24T16:05'), short, zone))).toBe('2026-11-24T17:15');
  });
  it('promises nothing where nobody works', () => {
    expect(promiseFor('today', at('2026-11-24T11:21'), {}, zone)).toBe(null);
    expect(promiseFor('before-next-session', at('2026-11-24T11:21'), {}, zone, at('2026-11-25T10:00'))).toBe(null);
  });
  it('is always ahead, and in working time when it says today', () => {
    const minute = fc.integer({ min: 0, max: 60 * 24 * 365 });
    fc.assert(
      fc.property(minute, (offset) => {
        const raised = at('2026-01-01T00:00').add({ minutes: offset });
        const promised = promiseFor('today', raised, hours, zone) as Temporal.Instant;
        expect(Temporal.Instant.compare(promised, raised)).toBe(1);
        const time = promised.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
        expect(time > '09:00' && time <= '17:30').toBe(true);
      }),
    );
  });
});

const ladder: LadderRung[] = [
  { role: 'therapist', staffId: 'tomos' },
  { role: 'cover', staffId: null },
  { role: 'clinical-lead', staffId: 'ruth' },
  { role: 'deputy', staffId: 'dev' },
];
const alert: Alert = {
  raisedAt: at('2026-11-24T11:21'),
  tier: 'today',
  promisedBy: at('2026-11-24T12:30'),
  hops: [],
  acknowledgedAt: null,
  hours,
  zone,
  ladder,
};
const step = (change: Partial<Alert>, now: string) => {
  const state = ladderStep({ ...alert, ...change }, at(now));
  if (!state.usable) return 'not usable';
  const { holder, heldSinceAt, passesAt, passesTo, unansweredSinceAt, due } = state;
  return {
    holder: holder.staffId,
    since: local(heldSinceAt)?.slice(5),
    passes: passesTo ? `${passesTo.staffId} ${local(passesAt)?.slice(5)}` : null,
    unanswered: unansweredSinceAt !== null,
    due: due.map(({ staffId }) => staffId),
  };
};

describe('ladderStep', () => {
  it('gives the therapist until the promise, then climbs by an hour of working time, passing over who is not there', () => {
    expect(step({}, '2026-11-24T12:29')).toEqual({
      holder: 'tomos',
      since: '11-24T11:21',
      passes: 'ruth 11-24T12:30',
      unanswered: false,
      due: [],
    });
    expect(step({}, '2026-11-24T12:30')).toEqual({
      holder: 'ruth',
      since: '11-24T12:30',
      passes: 'dev 11-24T13:30',
      unanswered: true,
      due: ['ruth'],
    });
    expect(step({}, '2026-11-24T13:30')).toEqual({
      holder: 'dev',
      since: '11-24T13:30',
      passes: null,
      unanswered: true,
      due: ['ruth', 'dev'],
    });
    expect(step({}, '2026-12-24T13:30')).toMatchObject({ holder: 'dev', since: '11-24T13:30', unanswered: true });
  });
  it('does not climb through the night', () => {
    const late = { raisedAt: at('2026-11-24T16:40'), promisedBy: at('2026-11-24T17:30') };
    expect(step(late, '2026-11-24T23:00')).toMatchObject({ holder: 'ruth', passes: 'dev 11-25T10:00' });
  });
  it('starts with cover while the therapist is away, and asks nobody twice', () => {
    const away = ladder
      .with(0, { role: 'therapist', staffId: 'tomos', away: true })
      .with(1, { role: 'cover', staffId: 'ruth' });
    expect(step({ ladder: away }, '2026-11-24T11:22')).toMatchObject({ holder: 'ruth', passes: 'dev 11-24T12:30' });
  });
  it('stops when it is acknowledged, where it then was', () => {
    const acknowledgedAt = at('2026-11-24T12:45');
    expect(step({ acknowledgedAt }, '2026-11-25T09:30')).toMatchObject({
      holder: 'ruth',
      passes: null,
      unanswered: false,
    });
    expect(step({ acknowledgedAt }, '2026-11-24T12:40')).toMatchObject({ holder: 'ruth', unanswered: true });
  });
  it('follows a hop made early by hand, counts its hour from there, and does not write it again', () => {
    const hops = [{ staffId: 'ruth', at: at('2026-11-24T11:40') }];
    expect(step({ hops }, '2026-11-24T11:39')).toMatchObject({ holder: 'tomos' });
    expect(step({ hops }, '2026-11-24T12:35')).toEqual({
      holder: 'ruth',
      since: '11-24T11:40',
      passes: 'dev 11-24T12:40',
      unanswered: true,
      due: [],
    });
  });
  it('ignores a hop back down, to a stranger, or written late by the clock', () => {
    const hops = [
      { staffId: 'ruth', at: at('2026-11-24T12:31') },
      { staffId: 'tomos', at: at('2026-11-24T12:50') },
      { staffId: 'nobody', at: at('2026-11-24T12:51') },
    ];
    expect(step({ hops }, '2026-11-24T13:00')).toEqual({
      holder: 'ruth',
      since: '11-24T12:30',
      passes: 'dev 11-24T13:30',
      unanswered: true,
      due: [],
    });
  });
  it('is not usable with nobody on it, nor where the practice has no hours; an open alert still climbs', () => {
    const nobody = ladder.map((rung) => ({ ...rung, staffId: null }));
    const now = at('2026-11-24T11:00');
    expect(step({ ladder: nobody }, '2026-11-24T12:00')).toBe('not usable');
    expect(isLadderUsable(nobody, hours, zone, now)).toBe(false);
    expect(isLadderUsable(ladder, {}, zone, now)).toBe(false);
    expect(isLadderUsable(ladder, hours, zone, now)).toBe(true);
    expect(step({ hours: {} }, '2026-11-24T14:00')).toMatchObject({ holder: 'dev' });
  });
  it('only ever climbs, and what it says will happen happens', () => {
    const ids = ['tomos', 'ruth', 'dev'];
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 5 });
    const hop = fc.record({ staffId: fc.constantFrom(...ids, 'nobody'), after: minutes });
    fc.assert(
      fc.property(fc.array(hop, { maxLength: 4 }), minutes, minutes, (made, one, other) => {
        const hops = made.map(({ staffId, after }) => ({ staffId, at: alert.raisedAt.add({ minutes: after }) }));
        const [earlier, later] = [one, other].sort((a, b) => a - b) as [number, number];
        const before = ladderStep({ ...alert, hops }, alert.raisedAt.add({ minutes: earlier }));
        const after = ladderStep({ ...alert, hops }, alert.raisedAt.add({ minutes: later }));
        if (!before.usable || !after.usable) throw new Error('somebody stands there');
        expect(ids.indexOf(after.holder.staffId)).toBeGreaterThanOrEqual(ids.indexOf(before.holder.staffId));
        expect(Temporal.Instant.compare(after.heldSinceAt, before.heldSinceAt)).toBeGreaterThanOrEqual(0);
        if (before.passesAt && before.passesTo) {
          const then = ladderStep({ ...alert, hops }, before.passesAt);
          expect(then.usable && ids.indexOf(then.holder.staffId)).toBeGreaterThanOrEqual(
            ids.indexOf(before.passesTo.staffId),
          );
        }
      }),
    );
  });
});

describe('workingHoursSchema', () => {
  it.each([
    { 1: [{ from: '17:00', to: '09:00' }] },
    { 8: day },
    { 1: [{ from: '9', to: '17' }] },
    { closedOn: ['25/12'] },
  ])('refuses %j', (bad) => expect(workingHoursSchema.safeParse(bad).success).toBe(false));
  it('takes none at all', () => expect(workingHoursSchema.safeParse({}).success).toBe(true));
});
