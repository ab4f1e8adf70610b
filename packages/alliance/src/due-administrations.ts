/** What a therapist planned. `what` is a measure's key, or "check-in". */
export type AskPlan = {
  id: string;
  what: string;
  cadence: 'first' | 'each-session' | 'every-n';
  /** With `every-n`: 2 or more. */
  everyN: number | null;
  startsAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
};

/** `takesPlace` false: cancelled or not attended; it opens nothing and is not counted. */
export type PlannedSession = { id: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; takesPlace: boolean };

/** One that was given, whatever became of it: handed in, begun, or left for today. */
export type GivenAsk = { planId: string; sessionId: string };

export type DueAsk = {
  planId: string;
  what: string;
  sessionId: string;
  opensAt: Temporal.Instant;
  closesAt: Temporal.Instant;
};

/** A measure opens two days before its session and closes with it; a check-in opens when it ends and closes at the next, or after a week. */
export const opensHoursBefore = 48;
export const checkInOpenHours = 7 * 24;

/**
 * What is due at `now`: open, and not yet given. `first`: once, at the first session that still can. `every-n`: at the first,
 * then when n sessions have come since the last one given; a missed one falls to the next session rather than away.
 */
export function dueAdministrations(
  plan: AskPlan,
  sessions: readonly PlannedSession[],
  history: readonly GivenAsk[],
  now: Temporal.Instant,
): DueAsk[] {
  if (plan.endedAt && !isAfter(plan.endedAt, now)) return [];
  const given = new Set(history.filter(({ planId }) => planId === plan.id).map(({ sessionId }) => sessionId));
  const counted = sessions
    .filter(({ takesPlace, startsAt }) => takesPlace && !isAfter(plan.startsAt, startsAt))
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
  const everyN = Math.max(1, plan.cadence === 'every-n' ? (plan.everyN ?? 1) : 1);
  const due: DueAsk[] = [];
  let sinceLast = Infinity;
  for (const [index, session] of counted.entries()) {
    sinceLast += 1;
    if (given.has(session.id)) {
      sinceLast = 0;
      continue;
    }
    const isTurn = plan.cadence === 'first' ? sinceLast === Infinity : sinceLast >= everyN;
    const open = openFor(plan.what, session, counted[index + 1]);
    if (!isTurn || isAfter(open.opensAt, now) || !isAfter(open.closesAt, now)) continue;
    due.push({ planId: plan.id, what: plan.what, sessionId: session.id, ...open });
    // Two sessions in two days: the nearer one has it.
    sinceLast = 0;
  }
  return due;
}

function openFor(what: string, session: PlannedSession, next: PlannedSession | undefined) {
  if (what !== 'check-in')
    return { opensAt: session.startsAt.subtract({ hours: opensHoursBefore }), closesAt: session.endsAt };
  const weekOn = session.endsAt.add({ hours: checkInOpenHours });
  const closesAt =
    next && isAfter(weekOn, next.startsAt) && isAfter(next.startsAt, session.endsAt) ? next.startsAt : weekOn;
  return { opensAt: session.endsAt, closesAt };
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0;
