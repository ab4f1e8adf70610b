import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEvent, auditEventSchema, auditEventTypes, chain, verifyChain } from './index.ts';

const anEvent = fc.record({
  id: fc.uuid(),
  practiceId: fc.uuid(),
  occurredAt: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
  type: fc.constantFrom(...auditEventTypes),
  outcome: fc.constantFrom('success', 'denied', 'error'),
  actorKind: fc.constantFrom('staff', 'client', 'system', 'anonymous'),
  actorId: fc.option(fc.uuid()),
  actorRoles: fc.subarray(['manager', 'therapist']),
  clientId: fc.option(fc.uuid()),
  subjectType: fc.constant('session'),
  subjectId: fc.uuid(),
  changes: fc.array(fc.constantFrom('status', 'startsAt'), { maxLength: 3 }),
  facts: fc.dictionary(fc.constantFrom('count', 'state'), fc.oneof(fc.nat(), fc.constant('sent'))),
  requestId: fc.option(fc.uuid()),
  authMethods: fc.subarray(['password', 'totp']),
}) as fc.Arbitrary<AuditEvent>;
const someEvents = fc.array(anEvent, { minLength: 1, maxLength: 12 });
const withPlace = someEvents.chain((events) => fc.tuple(fc.constant(events), fc.nat({ max: events.length - 1 })));

describe('verifyChain', () => {
  it('accepts what chain made, in one go or continued from a head', () => {
    fc.assert(
      fc.property(someEvents, someEvents, (first, second) => {
        const begun = chain(first);
        const head = begun.at(-1);
        const whole = [...begun, ...chain(second, head)];
        expect(verifyChain(whole, { head: whole.at(-1) })).toEqual({ ok: true });
        expect(verifyChain(whole.slice(begun.length), { from: head })).toEqual({ ok: true });
      }),
    );
  });

  it('finds any change of any field, at its place', () => {
    fc.assert(
      fc.property(withPlace, fc.nat(), ([events, at], pick) => {
        const chained: Record<string, unknown>[] = chain(events);
        const keys = Object.keys(chained[at] as object);
        const key = keys[pick % keys.length] as string;
        chained[at] = { ...chained[at], [key]: ['something else'] };
        expect(verifyChain(chained)).toEqual({ ok: false, brokenAt: at });
      }),
    );
  });

  it('finds an added field', () => {
    fc.assert(
      fc.property(withPlace, ([events, at]) => {
        const chained: object[] = chain(events);
        chained[at] = { ...chained[at], note: 'x' };
        expect(verifyChain(chained)).toEqual({ ok: false, brokenAt: at });
      }),
    );
  });

  it('finds a deletion, at the end too when the head is kept elsewhere', () => {
    fc.assert(
      fc.property(withPlace, ([events, at]) => {
        const chained = chain(events);
        expect(verifyChain(chained.toSpliced(at, 1), { head: chained.at(-1) })).toEqual({ ok: false, brokenAt: at });
      }),
    );
  });

  it('finds an insertion, even of an event copied whole', () => {
    fc.assert(
      fc.property(withPlace, fc.nat({ max: 12 }), ([events, from], to) => {
        const chained = chain(events);
        const at = Math.min(to, chained.length);
        const verdict = verifyChain(chained.toSpliced(at, 0, chained[from] as never), { head: chained.at(-1) });
        expect(verdict.ok).toBe(false);
      }),
    );
  });

  it('finds a reorder', () => {
    fc.assert(
      fc.property(withPlace, fc.nat(), ([events, at], pick) => {
        const other = pick % events.length;
        fc.pre(other !== at);
        const chained = chain(events);
        const turned = chained.with(at, chained[other] as never).with(other, chained[at] as never);
        expect(verifyChain(turned)).toEqual({ ok: false, brokenAt: Math.min(at, other) });
      }),
    );
  });

  it.each([[null], [{}], [{ seq: 1, prevHash: '0'.repeat(64), hash: 'x', deep: 1 }]])('never throws on %j', (event) =>
    expect(verifyChain([event as never])).toEqual({ ok: false, brokenAt: 0 }),
  );

  it('tells instants apart, whether they come as text or as Temporal', () => {
    const at = (text: string) => chain([{ at: Temporal.Instant.from(text) }])[0]?.hash;
    expect(at('2026-01-01T00:00:00Z')).not.toBe(at('2026-01-01T00:00:01Z'));
  });
});

describe('an event', () => {
  it('has no room for values: a change is a field name', () => {
    fc.assert(
      fc.property(anEvent, (event) => {
        expect(auditEventSchema.safeParse(event).success).toBe(true);
        expect(auditEventSchema.safeParse({ ...event, changes: ['She said that'] }).success).toBe(false);
        expect(auditEventSchema.safeParse({ ...event, note: 'text' }).success).toBe(false);
        expect(auditEventSchema.safeParse({ ...event, facts: { said: 'I cannot sleep' } }).success).toBe(false);
      }),
    );
  });
  it('has each type once', () => expect(new Set(auditEventTypes).size).toBe(auditEventTypes.length));
});
