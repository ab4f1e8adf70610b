import { dateStamp, instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

type Subject = { practiceId: string; episodeId: string; clientId: string };

/** Positions on Heather's own four parts, 0 "not at all" to 4 "completely"; null for a part left out. */
export type CheckInAnswers = { bond: number | null; goals: number | null; tasks: number | null; whole: number | null };

export const checkInVersion = 'check-in-1';

/** Four questions after a session; with `answers` they are handed in and sealed when saved. */
export function makeCheckIn(
  ground: Ground,
  subject: Subject,
  session: { id: string; therapistId: string; endsAt: string | Date },
  { answers, ...overrides }: Overrides<'checkIn'> & { answers?: CheckInAnswers } = {},
): Row<'checkIn'> {
  const dueAt = overrides.dueAt ?? stamp(instantFrom(session.endsAt));
  const savedAt = stamp(instantFrom(dueAt).add({ hours: 5 }));
  return ground.add('checkIn', {
    ...subject,
    sessionId: session.id,
    therapistId: session.therapistId,
    definitionVersion: checkInVersion,
    closesAt: stamp(instantFrom(dueAt).add({ hours: 24 * 7 })),
    state: answers ? 'submitted' : 'open',
    answersSealed: answers ? { clear: JSON.stringify(answers), clientId: subject.clientId } : null,
    audience: 'therapist',
    savedAt: answers ? savedAt : null,
    submittedAt: answers && (overrides.state ?? 'submitted') === 'submitted' ? savedAt : null,
    ...overrides,
    dueAt,
    id: overrides.id ?? ground.id(instantFrom(dueAt)),
  });
}

/** A sentence that asks the therapist to talk about something. */
export function makeSignal(
  ground: Ground,
  subject: Subject,
  { sentence, ...overrides }: Overrides<'allianceSignal'> & { kind: string; sentence: string },
): Row<'allianceSignal'> {
  const raisedAt = overrides.raisedAt ?? stamp(ground.now);
  return ground.add('allianceSignal', {
    ...subject,
    ruleVersion: 'signals-1',
    sentenceSealed: { clear: sentence, clientId: subject.clientId },
    ...overrides,
    raisedAt,
    id: overrides.id ?? ground.id(instantFrom(raisedAt)),
  });
}

/** "We talked about it." */
export function makeTalkedAbout(
  ground: Ground,
  subject: { id: string; practiceId: string; clientId: string },
  subjectType: 'administration' | 'check-in' | 'signal',
  staffId: string,
  at: Temporal.Instant,
): Row<'talkedAbout'> {
  return ground.add('talkedAbout', {
    id: ground.id(at),
    practiceId: subject.practiceId,
    clientId: subject.clientId,
    subjectType,
    subjectId: subject.id,
    talkedOn: dateStamp(at.toZonedDateTimeISO(ground.zone).toPlainDate()),
    staffId,
    at: stamp(at),
  });
}

/** "Today I'd like …" */
export function makeWish(
  ground: Ground,
  session: { id: string; practiceId: string },
  client: { id: string },
  words: string,
  overrides: Overrides<'sessionWish'> = {},
): Row<'sessionWish'> {
  return ground.add('sessionWish', {
    practiceId: session.practiceId,
    sessionId: session.id,
    clientId: client.id,
    wordsSealed: { clear: words, clientId: client.id },
    writtenAt: stamp(ground.now),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/** A goal in the client's own words. */
export function makeGoal(
  ground: Ground,
  subject: Subject,
  words: string,
  overrides: Overrides<'goal'> = {},
): Row<'goal'> {
  const createdAt = overrides.createdAt ?? stamp(ground.now);
  return ground.add('goal', {
    ...subject,
    wordsSealed: { clear: words, clientId: subject.clientId },
    state: 'agreed',
    proposedBy: 'client',
    agreedAt: (overrides.state ?? 'agreed') === 'proposed' ? null : createdAt,
    ...overrides,
    createdAt,
    id: overrides.id ?? ground.id(instantFrom(createdAt)),
  });
}

/** Where a goal stands, 0 to 10. */
export function makeGoalRating(
  ground: Ground,
  goal: { id: string; practiceId: string; clientId: string },
  rating: number,
  at: Temporal.Instant,
  ratedBy: 'client' | 'therapist' = 'client',
): Row<'goalRating'> {
  const { practiceId, clientId } = goal;
  return ground.add('goalRating', {
    id: ground.id(at),
    practiceId,
    goalId: goal.id,
    clientId,
    rating,
    ratedAt: stamp(at),
    ratedBy,
  });
}
