import { type CheckInPart, checkIn } from '@heather/alliance';
import { dateStamp, instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

type Subject = { practiceId: string; episodeId: string; clientId: string };

/** Positions on Heather's own four parts, 0 "Not at all" to 4 "Completely"; null for a part left out. */
export type CheckInTicks = Record<CheckInPart, number | null>;

/** Four questions after a session; with `answers` they are handed in and sealed when saved. */
export function makeCheckIn(
  ground: Ground,
  subject: Subject,
  session: { id: string; therapistId: string; endsAt: string | Date },
  { answers, note = null, ...overrides }: Overrides<'checkIn'> & { answers?: CheckInTicks; note?: string | null } = {},
): Row<'checkIn'> {
  const dueAt = overrides.dueAt ?? stamp(instantFrom(session.endsAt));
  const savedAt = stamp(instantFrom(dueAt).add({ hours: 5 }));
  return ground.add('checkIn', {
    ...subject,
    sessionId: session.id,
    therapistId: session.therapistId,
    definitionVersion: checkIn.version,
    closesAt: stamp(instantFrom(dueAt).add({ hours: 24 * 7 })),
    state: answers ? 'submitted' : 'open',
    answersSealed: answers ? { clear: JSON.stringify({ ...answers, note }), clientId: subject.clientId } : null,
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
  subjectType: 'administration' | 'alliance-signal',
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

/** A goal in the client's own words. Sealed with its whole life so far, as @heather/alliance's Goal has it. */
export function makeGoal(
  ground: Ground,
  subject: Subject,
  words: string,
  overrides: Overrides<'goal'> = {},
): Row<'goal'> {
  const createdAt = overrides.createdAt ?? stamp(ground.now);
  const at = stamp(instantFrom(createdAt));
  const by = (overrides.proposedBy ?? 'client') as 'client' | 'therapist';
  const other = by === 'client' ? 'therapist' : 'client';
  const state = overrides.state ?? 'agreed';
  const act = { agreed: null, proposed: null, paused: 'pause', reached: 'reach', 'let-go': 'let-go' }[state] ?? null;
  const history = [
    { act: 'propose', by, at },
    ...(state === 'proposed' ? [] : [{ act: 'agree', by: other, at }]),
    ...(act ? [{ act, by: 'client', at }] : []),
  ];
  const life = { wordings: [{ words, by, at }], history, waitsFor: state === 'proposed' ? other : null };
  return ground.add('goal', {
    ...subject,
    wordsSealed: { clear: JSON.stringify(life), clientId: subject.clientId },
    state,
    proposedBy: by,
    agreedAt: state === 'proposed' ? null : at,
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
