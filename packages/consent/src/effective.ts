import type { ConsentEvent } from './events.ts';

export type EffectiveItem = {
  state: 'given' | 'declined' | 'withdrawn' | 'lapsed' | 'superseded' | 'corrected';
  /** When the event that decides came, ISO instant. */
  since: string;
  recordId: string;
};
/** By clause id. What is not in it was never answered, and so is not consented to. */
export type EffectiveConsent = Readonly<Record<string, EffectiveItem>>;

export type EffectiveOptions = {
  /** Months after which a yes runs out, by clause id, counted in UTC calendar months. */
  validMonths?: Readonly<Record<string, number>>;
};

const itemStates = { 'item-given': 'given', 'item-declined': 'declined' } as const;
const recordEnds = {
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  superseded: 'superseded',
  corrected: 'corrected',
} as const;

/**
 * What one person's consents amount to at an instant, computed and never typed in. `events` are all of one client's, from
 * every record, in any order; an event at exactly `at` counts. The newest word on a clause decides, whichever record it
 * is on; the end of a record ends the answers that stand on it, and no others.
 * @throws RangeError when `at` or an event's time is not an instant
 */
export function effectiveConsent(
  events: readonly ConsentEvent[],
  at: Temporal.Instant | string,
  options: EffectiveOptions = {},
): EffectiveConsent {
  const until = Temporal.Instant.from(String(at));
  const limit = until.epochNanoseconds;
  const timed = events
    .map((event) => ({ event, when: Temporal.Instant.from(event.at).epochNanoseconds }))
    .filter(({ when }) => when <= limit)
    .sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : sameMoment(a.event, b.event)));
  const standing = new Map<string, EffectiveItem>();
  for (const { event } of timed) apply(standing, event);
  for (const [clauseId, item] of standing) {
    const months = options.validMonths?.[clauseId];
    if (item.state === 'given' && months !== undefined && hasRunOut(item.since, months, until))
      standing.set(clauseId, { ...item, state: 'lapsed' });
  }
  return Object.fromEntries(standing);
}

const sameMoment = (a: ConsentEvent, b: ConsentEvent) => (a.recordId === b.recordId ? a.seq - b.seq : 0);

function apply(standing: Map<string, EffectiveItem>, { type, clauseId, recordId, at }: ConsentEvent): void {
  const before = clauseId === null ? undefined : standing.get(clauseId);
  if (type === 'item-given' || type === 'item-declined') {
    if (clauseId !== null) standing.set(clauseId, { state: itemStates[type], since: at, recordId });
  } else if (type === 'item-withdrawn') {
    if (clauseId !== null && before?.state === 'given')
      standing.set(clauseId, { ...before, state: 'withdrawn', since: at });
  } else if (type === 'corrected' && clauseId !== null) {
    if (before?.recordId === recordId) standing.set(clauseId, { ...before, state: 'corrected', since: at });
  } else if (Object.hasOwn(recordEnds, type)) {
    const state = recordEnds[type as keyof typeof recordEnds];
    for (const [id, item] of standing)
      if (item.recordId === recordId && item.state === 'given') standing.set(id, { ...item, state, since: at });
  }
}

function hasRunOut(since: string, months: number, at: Temporal.Instant): boolean {
  const ends = Temporal.Instant.from(since).toZonedDateTimeISO('UTC').add({ months }).toInstant();
  return Temporal.Instant.compare(at, ends) >= 0;
}

/** True only for a yes that stands. Anything else, and anything never asked, is no. */
export const isConsented = (consent: EffectiveConsent, clauseId: string): boolean =>
  Object.hasOwn(consent, clauseId) && consent[clauseId]?.state === 'given';

/** What the rest of Heather may ask, each answered by one clause. */
export const consentGates = {
  canWriteToGp: 'consent.gp-contact',
  canRecord: 'consent.recording',
  canNameInSupervision: 'consent.supervision-named',
  canUseAnswersWithoutName: 'consent.answers-without-name',
  canSayMoreInMessages: 'consent.content-in-messages',
} as const;
export type ConsentGate = keyof typeof consentGates;

export const isGateOpen = (consent: EffectiveConsent, gate: ConsentGate): boolean =>
  isConsented(consent, consentGates[gate]);
