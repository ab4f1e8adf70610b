import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findConflicts } from './conflicts.ts';
import { occupiedRanges, resourceKeys } from './occupied.ts';
import { expandSeries } from './series.ts';

const at = (text: string) => Temporal.Instant.from(text);
const therapist = { kind: 'therapist', id: 'ada' } as const;
const room = { kind: 'room', id: 'r1' } as const;
const candidate = (
  key: string,
  start: string,
  end: string,
  resources: (typeof therapist | typeof room)[] = [therapist],
) => ({
  key,
  start: at(start),
  end: at(end),
  resources,
});
const taken = (start: string, end: string, ref?: string) => ({
  kind: 'therapist' as const,
  resourceId: 'ada',
  startsAt: at(start),
  endsAt: at(end),
  ...(ref ? { ref } : {}),
});

test('every date of a series is judged, and each clash is named by occurrence and resource', () => {
  const rule = { start: '2027-03-02T18:00', zone: 'Europe/London', durationMinutes: 50, everyWeeks: 1, count: 24 };
  const occurrences = expandSeries(rule, { from: at('2027-01-01T00:00Z'), to: at('2028-01-01T00:00Z') });
  const clashes = findConflicts(
    occurrences.map((occurrence) => ({ ...occurrence, resources: [therapist, room, { kind: 'client', id: 'c1' }] })),
    [
      taken('2027-06-01T17:30Z', '2027-06-01T18:00Z', 'session-1'), // 18:30 on the wall: summer time
      { kind: 'room', resourceId: 'r1', startsAt: at('2027-08-10T16:00Z'), endsAt: at('2027-08-10T17:01Z') },
      { kind: 'room', resourceId: 'r2', startsAt: at('2027-03-02T18:00Z'), endsAt: at('2027-03-02T19:00Z') },
      taken('2027-03-02T18:50Z', '2027-03-02T19:40Z'), // begins as ours ends
    ],
  );
  expect(clashes.map((clash) => [clash.key, clash.resource.kind, clash.resource.id, clash.ref])).toEqual([
    ['2027-06-01T18:00', 'therapist', 'ada', 'session-1'],
    ['2027-08-10T18:00', 'room', 'r1', undefined],
  ]);
});

test('candidates that clash with each other give one row, under the later', () => {
  const clashes = findConflicts(
    [
      candidate('b', '2027-03-02T10:30Z', '2027-03-02T11:30Z', [therapist, room]),
      candidate('a', '2027-03-02T10:00Z', '2027-03-02T11:00Z', [therapist, therapist]),
    ],
    [],
  );
  expect(clashes).toHaveLength(1);
  expect(clashes[0]).toMatchObject({ key: 'b', withKey: 'a', resource: therapist });
});

test('an empty range takes no time', () => {
  const within = candidate('a', '2027-03-02T10:00Z', '2027-03-02T11:00Z');
  expect(findConflicts([within], [taken('2027-03-02T10:30Z', '2027-03-02T10:30Z')])).toEqual([]);
  expect(
    findConflicts(
      [candidate('a', '2027-03-02T10:30Z', '2027-03-02T10:30Z')],
      [taken('2027-03-02T10:00Z', '2027-03-02T11:00Z')],
    ),
  ).toEqual([]);
});

test('property: the sweep finds exactly the pairs that a comparison of all with all finds', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 15 }));
  const resource = fc.record({ kind: fc.constantFrom('therapist', 'room', 'client'), id: fc.constantFrom('1', '2') });
  const moment = (minute: number) => ({ epochMilliseconds: minute * 60_000 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(span, fc.uniqueArray(resource, { maxLength: 4, selector: (r) => r.kind + r.id })), {
        maxLength: 12,
      }),
      fc.array(fc.tuple(span, resource), { maxLength: 25 }),
      (wanted, busy) => {
        const candidates = wanted.map(([[start, length], resources], i) => ({
          key: `k${String(i).padStart(2, '0')}`,
          start: moment(start),
          end: moment(start + length),
          resources,
        }));
        const occupied = busy.map(([[start, length], { kind, id }], i) => ({
          kind,
          resourceId: id,
          startsAt: moment(start),
          endsAt: moment(start + length),
          ref: `s${i}`,
        }));
        const naive: string[] = [];
        const overlap = (a: number, b: number, c: number, d: number) => Math.max(a, c) < Math.min(b, d);
        for (const [i, one] of candidates.entries()) {
          for (const { kind, id } of one.resources) {
            const [s, e] = [one.start.epochMilliseconds, one.end.epochMilliseconds];
            for (const other of occupied) {
              if (other.kind !== kind || other.resourceId !== id) continue;
              if (overlap(s, e, other.startsAt.epochMilliseconds, other.endsAt.epochMilliseconds)) {
                naive.push(`${one.key} ${kind}${id} ${other.ref}`);
              }
            }
            for (const two of candidates.slice(i + 1)) {
              if (!two.resources.some((r) => r.kind === kind && r.id === id)) continue;
              if (overlap(s, e, two.start.epochMilliseconds, two.end.epochMilliseconds)) {
                const isLater = two.start.epochMilliseconds >= s;
                naive.push(isLater ? `${two.key} ${kind}${id} ${one.key}` : `${one.key} ${kind}${id} ${two.key}`);
              }
            }
          }
        }
        const found = findConflicts(candidates, occupied).map(
          (clash) => `${clash.key} ${clash.resource.kind}${clash.resource.id} ${clash.ref ?? clash.withKey}`,
        );
        expect([...found].sort()).toEqual(naive.sort());
      },
    ),
    { numRuns: 500 },
  );
});

test('occupied rows: each resource once, in one order for every writer; online takes no room', () => {
  const startsAt = at('2027-03-02T18:00Z');
  const endsAt = at('2027-03-02T18:50Z');
  const couple = occupiedRanges({
    kind: 'session',
    therapistIds: ['t'],
    roomId: 'r',
    clientIds: ['c2', 'c1', 'c2'],
    startsAt,
    endsAt,
  });
  expect(couple.map((row) => `${row.kind}:${row.resourceId}`)).toEqual([
    'client:c1',
    'client:c2',
    'room:r',
    'therapist:t',
  ]);
  expect(resourceKeys([...couple].reverse())).toEqual(['client:c1', 'client:c2', 'room:r', 'therapist:t']);
  expect(occupiedRanges({ kind: 'session', therapistIds: ['t'], roomId: null, startsAt, endsAt })).toHaveLength(1);

  const held = occupiedRanges({
    kind: 'held-place',
    rule: { start: '2027-03-02T18:00', zone: 'Europe/London', durationMinutes: 50, everyWeeks: 1 },
    from: startsAt,
    to: at('2027-04-13T00:00Z'),
    therapistIds: ['t'],
    roomId: 'r',
  });
  expect(held).toHaveLength(12);
  expect(held.at(-1)?.startsAt.toString()).toBe('2027-04-06T17:00:00Z');
});
