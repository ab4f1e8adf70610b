import { afterEach, expect, test, vi } from 'vitest';
import { expandSeries, findSlots, findWeeklyPlaces, localLabel } from './index.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test.each(['UTC', 'Europe/London', 'America/New_York', 'Pacific/Auckland', 'Africa/Cairo'])(
  'with the machine in %s the answers are the same, and neither its clock nor Date is asked',
  (machineZone) => {
    vi.stubEnv('TZ', machineZone);
    expect(Temporal.Now.timeZoneId(), 'the machine did not take the zone').toBe(machineZone);
    const asked = () => {
      throw new Error('the clock was asked');
    };
    vi.stubGlobal('Date', new Proxy(class {}, { construct: asked, apply: asked, get: asked }));
    vi.stubGlobal(
      'Temporal',
      new Proxy(Temporal, { get: (all, key) => (key === 'Now' ? asked() : Reflect.get(all, key)) }),
    );

    const from = Temporal.Instant.from('2027-03-20T00:00Z');
    const to = Temporal.Instant.from('2027-04-05T00:00Z');
    const rule = { start: '2027-03-23T18:00', zone: 'Europe/London', durationMinutes: 50, everyWeeks: 1, count: 2 };
    const occurrences = expandSeries(rule, { from, to });
    const ground = {
      zone: 'Europe/London',
      place: 'online' as const,
      therapists: [{ id: 'ada', patterns: [{ weekday: 2, startsLocal: '18:00', endsLocal: '18:50' }] }],
      durationMinutes: 50,
    };
    const slots = findSlots({ ...ground, now: from, from, to });
    const places = findWeeklyPlaces({ ...ground, fromOn: '2027-03-20' });
    vi.unstubAllGlobals();

    expect(occurrences.map((o) => o.start.toInstant().toString())).toEqual([
      '2027-03-23T18:00:00Z',
      '2027-03-30T17:00:00Z',
    ]);
    const labels = slots.map((slot) => localLabel(slot.startsAt, 'Europe/London'));
    expect(labels).toEqual(['Tuesday 23 March, 18:00', 'Tuesday 30 March, 18:00']);
    expect(places.map((place) => place.startsLocal)).toEqual(['2027-03-23T18:00']);
  },
);
