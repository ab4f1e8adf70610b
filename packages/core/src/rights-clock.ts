/** What a person may ask about the record of them (UK GDPR articles 15 to 18 and 21). */
export const rightsKinds = ['access', 'correction', 'erasure', 'restriction', 'objection'] as const;
export type RightsKind = (typeof rightsKinds)[number];
export const rightsChannels = ['portal', 'telephone', 'letter', 'email', 'in-person'] as const;
export const rightsStepKinds = [
  'identity-asked',
  'identity-confirmed',
  'clarification-asked',
  'clarification-given',
  'extended',
  'answered',
  'refused',
  'withdrawn',
] as const;
export type RightsStepKind = (typeof rightsStepKinds)[number];
/** One step of answering, with the local day it was taken on (YYYY-MM-DD). In the order they were taken. */
export type RightsStep = { kind: RightsStepKind; on: string };
export type RightsAsked = { kind: RightsKind; receivedOn: string };

export type RightsClock = {
  state: 'running' | 'waiting' | 'closed';
  /** What the clock waits for, since when. */
  waitsFor: { what: 'identity' | 'clarification'; sinceOn: string } | null;
  /** The day from which the month is counted: of the request, or of the proof of who asks. Null while that proof is awaited. */
  startsOn: string | null;
  /** Days that do not count, because the clock stood still. */
  stoppedDays: number;
  isExtended: boolean;
  /** The last day on which an extension may be told: the end of the first month. */
  extendByOn: string | null;
  /** The last day to answer; null while the clock stands still. */
  dueOn: string | null;
  /** From `todayOn` to the due day; below 0 when it has passed. */
  daysLeft: number | null;
  closedBy: 'answered' | 'refused' | 'withdrawn' | null;
  /** Closed, or still open, after the due day. */
  isLate: boolean;
};

const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) => from.until(to, { largestUnit: 'days' }).days;

/**
 * The clock of a request, counted from its steps (UK GDPR articles 12 and 12A as the Data (Use and Access) Act 2025 has them).
 * One calendar month: the same day of the next month, or its last day where there is none. Weekends and bank holidays count as days,
 * and a due day that falls on one is kept: answering earlier harms nobody. Until identity that was asked for is shown, it has not
 * begun. While an answer to a question about what is wanted is awaited, it stands still: for access alone, as the Act has it. An
 * extension adds two months.
 */
export function rightsClock(asked: RightsAsked, steps: readonly RightsStep[], todayOn: string): RightsClock {
  const today = Temporal.PlainDate.from(todayOn);
  let startsOn: Temporal.PlainDate | null = Temporal.PlainDate.from(asked.receivedOn);
  let identitySince: Temporal.PlainDate | null = null;
  let clarifySince: Temporal.PlainDate | null = null;
  const stops: { from: Temporal.PlainDate; to: Temporal.PlainDate }[] = [];
  let isExtended = false;
  let closed: { by: 'answered' | 'refused' | 'withdrawn'; on: Temporal.PlainDate } | null = null;
  const stopsForClarity = asked.kind === 'access';
  for (const { kind, on: text } of steps) {
    const on = Temporal.PlainDate.from(text);
    if (kind === 'identity-asked') [identitySince, startsOn] = [on, null];
    if (kind === 'identity-confirmed' && identitySince) [identitySince, startsOn] = [null, on];
    if (kind === 'clarification-asked') clarifySince = on;
    if (kind === 'clarification-given' && clarifySince) {
      if (stopsForClarity) stops.push({ from: clarifySince, to: on });
      clarifySince = null;
    }
    if (kind === 'extended') isExtended = true;
    if (kind === 'answered' || kind === 'refused' || kind === 'withdrawn') closed = { by: kind, on };
  }
  const until = closed?.on ?? today;
  // Days before the month begins stood still already.
  const begins = startsOn;
  const stoppedDays = begins
    ? stops.reduce((sum, { from, to }) => {
        const start = Temporal.PlainDate.compare(from, begins) < 0 ? begins : from;
        return sum + Math.max(0, daysBetween(start, to));
      }, 0)
    : 0;
  const standsStill = identitySince !== null || (stopsForClarity && clarifySince !== null);
  const dueAfter = (months: number) => begins?.add({ months }).add({ days: stoppedDays }) ?? null;
  const due = standsStill ? null : dueAfter(isExtended ? 3 : 1);
  const waitsFor = identitySince
    ? { what: 'identity' as const, sinceOn: identitySince.toString() }
    : clarifySince
      ? { what: 'clarification' as const, sinceOn: clarifySince.toString() }
      : null;
  return {
    state: closed ? 'closed' : standsStill ? 'waiting' : 'running',
    waitsFor: closed ? null : waitsFor,
    startsOn: begins?.toString() ?? null,
    stoppedDays,
    isExtended,
    extendByOn: standsStill ? null : (dueAfter(1)?.toString() ?? null),
    dueOn: due?.toString() ?? null,
    daysLeft: due && !closed ? daysBetween(today, due) : null,
    closedBy: closed?.by ?? null,
    isLate: due !== null && closed?.by !== 'withdrawn' && Temporal.PlainDate.compare(until, due) > 0,
  };
}

export type StepRefusal = 'rights/closed' | 'rights/wrong-step' | 'rights/too-late-to-extend' | 'rights/wrong-day';

/** Whether a step may follow what has happened so far. */
export function decideRightsStep(
  asked: RightsAsked,
  steps: readonly RightsStep[],
  step: RightsStep,
  todayOn: string,
): { ok: true } | { ok: false; code: StepRefusal } {
  const no = (code: StepRefusal) => ({ ok: false, code }) as const;
  const clock = rightsClock(asked, steps, step.on);
  if (clock.state === 'closed') return no('rights/closed');
  const lastOn = steps.at(-1)?.on ?? asked.receivedOn;
  if (step.on < lastOn || step.on > todayOn) return no('rights/wrong-day');
  const asking = clock.waitsFor?.what ?? null;
  const waitsForClarity =
    steps.filter(({ kind }) => kind === 'clarification-asked').length >
    steps.filter(({ kind }) => kind === 'clarification-given').length;
  switch (step.kind) {
    // Who asks is settled once, and before anything else is asked.
    case 'identity-asked':
      return steps.some(({ kind }) => kind === 'identity-asked') ? no('rights/wrong-step') : { ok: true };
    case 'identity-confirmed':
      return asking === 'identity' ? { ok: true } : no('rights/wrong-step');
    case 'clarification-asked':
      return waitsForClarity ? no('rights/wrong-step') : { ok: true };
    case 'clarification-given':
      return waitsForClarity ? { ok: true } : no('rights/wrong-step');
    case 'extended':
      if (clock.isExtended || clock.extendByOn === null) return no('rights/wrong-step');
      return step.on > clock.extendByOn ? no('rights/too-late-to-extend') : { ok: true };
    case 'answered':
      // Nothing leaves for somebody who has not shown who they are.
      return asking === 'identity' ? no('rights/wrong-step') : { ok: true };
    case 'refused':
    case 'withdrawn':
      return { ok: true };
  }
}
