import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askHours, end, isLive, isOpenAt, openDays, press, type WillOpening } from './two-trustees.ts';

const trustees = ['ada', 'ben'] as const;
const hour = 3_600_000;
const asked = (over: Partial<WillOpening> = {}): WillOpening => ({
  state: 'asked',
  reason: 'death',
  askedBy: 'ada',
  lapsesAt: askHours * hour,
  secondBy: null,
  closesAt: null,
  ...over,
});
const open = asked({ state: 'open', secondBy: 'ben', closesAt: 100 * hour });

describe('pressing', () => {
  it.each([
    ['nobody has asked', null, 'ada', 'death', 0, 'ask'],
    ['a stranger', null, 'cyd', 'death', 0, 'nothing-here'],
    ['the same person again', asked(), 'ada', 'death', hour, 'same'],
    ['the same person with another reason', asked(), 'ada', 'incapacity', hour, 'same'],
    ['the other, in time', asked(), 'ben', 'death', hour, 'open'],
    ['the other, for another reason', asked(), 'ben', 'incapacity', hour, 'other-reason'],
    ['the other, to the millisecond too late', asked(), 'ben', 'death', askHours * hour, 'ask'],
    ['a stranger beside an ask', asked(), 'cyd', 'death', hour, 'nothing-here'],
    ['somebody while it is open', open, 'ben', 'death', 99 * hour, 'same'],
    ['somebody once it has closed', open, 'ben', 'death', 100 * hour, 'ask'],
    ['after it was withdrawn', asked({ state: 'withdrawn' }), 'ben', 'death', hour, 'ask'],
    ['after it was stopped', asked({ state: 'stopped' }), 'ben', 'death', hour, 'ask'],
  ] as const)('%s', (_, latest, by, reason, at, kind) => {
    expect(press(latest, { trustees, by, reason, at }).kind).toBe(kind);
  });
  it('never takes one person named twice for two', () => {
    expect(press(null, { trustees: ['ada', 'ada'], by: 'ada', reason: 'death', at: 0 }).kind).toBe('nothing-here');
    expect(isOpenAt({ ...open, secondBy: 'ada' }, 0)).toBe(false);
  });
});

describe('ending', () => {
  it.each([
    ['the one who asked', asked(), 'ada', false, 'withdrawn'],
    ['the one who has not', asked(), 'ben', false, 'same'],
    ['the therapist', asked(), 'tom', true, 'stopped'],
    ['a trustee who is clinical lead too', asked(), 'ben', true, 'stopped'],
    ['a trustee, once open', open, 'ben', false, 'closed'],
    ['the therapist, once open', open, 'tom', true, 'stopped'],
    ['a stranger', open, 'cyd', false, 'nothing-here'],
    ['twice', asked({ state: 'withdrawn' }), 'ada', false, 'same'],
  ] as const)('%s', (_, opening, by, mayStop, kind) => {
    expect(end(opening, { trustees, by, mayStop, at: hour }).kind).toBe(kind);
  });
});

it('opens by two different trustees who agree within a day, and by nothing else, whatever is pressed in which order', () => {
  const people = ['ada', 'ben', 'cyd', 'tom'] as const;
  const step = fc.record({
    by: fc.constantFrom(...people),
    act: fc.constantFrom('press', 'end'),
    reason: fc.constantFrom('death', 'unreachable'),
    wait: fc.integer({ min: 0, max: 30 * hour }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let latest = null as WillOpening | null;
      let at = 0;
      let said = new Map<string, { at: number; reason: string }>();
      for (const { by, act, reason, wait } of steps) {
        at += wait;
        if (act === 'end') {
          if (!latest) continue;
          const ended = end(latest, { trustees, by, mayStop: by === 'tom', at });
          if (ended.kind !== 'same' && ended.kind !== 'nothing-here') {
            latest = { ...latest, state: ended.kind };
            said = new Map();
          }
        } else {
          const decided = press(latest, { trustees, by, reason, at });
          if (decided.kind === 'ask') {
            latest = asked({ askedBy: by, reason, lapsesAt: decided.lapsesAt });
            said = new Map([[by, { at, reason }]]);
          }
          if (decided.kind === 'open' && latest) {
            const first = [...said].find(([who]) => who !== by)?.[1];
            expect(first).toBeDefined();
            expect(at - (first?.at ?? 0)).toBeLessThan(askHours * hour);
            expect(first?.reason).toBe(reason);
            latest = { ...latest, state: 'open', secondBy: by, closesAt: decided.closesAt };
            expect(decided.closesAt - at).toBe(openDays * 24 * hour);
          }
        }
        if (isOpenAt(latest, at)) {
          expect(new Set([latest?.askedBy, latest?.secondBy])).toEqual(new Set(trustees));
          expect(isLive(latest, at)).toBe(true);
        }
        expect(isOpenAt(latest, latest?.closesAt ?? at)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
