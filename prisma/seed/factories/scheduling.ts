import { expandSeries, occupiedRanges } from '@heather/scheduling';
import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

type EpisodeLike = { id: string; practiceId: string };

/** A standing session: the rule alone. `startsLocal` is "YYYY-MM-DDTHH:MM" on the wall clock of `zone`. */
export function makeSeries(
  ground: Ground,
  episode: EpisodeLike,
  therapist: { id: string },
  overrides: Overrides<'series'> = {},
): Row<'series'> {
  const firstOn = ground.monday.add({ weeks: 1 });
  return ground.add('series', {
    practiceId: episode.practiceId,
    episodeId: episode.id,
    therapistId: therapist.id,
    placeKind: overrides.roomId ? 'room' : 'online',
    startsLocal: `${firstOn.toString()}T10:00`,
    zone: ground.zone,
    lengthMinutes: 50,
    everyWeeks: 1,
    feePence: 5500,
    state: 'active',
    createdAt: stamp(ground.now),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/** The rule of a series row, as @heather/scheduling reads it. */
export function ruleOf(series: Row<'series'>) {
  return {
    start: series.startsLocal,
    zone: series.zone,
    durationMinutes: series.lengthMinutes,
    everyWeeks: series.everyWeeks,
    ...(series.untilOn ? { until: String(series.untilOn).slice(0, 10) } : {}),
    ...(series.count ? { count: series.count } : {}),
  };
}

/** Writes the sessions of a series that start in the window, each with its participants and the time it takes. */
export function makeSeriesSessions(
  ground: Ground,
  series: Row<'series'>,
  clients: readonly { id: string }[],
  { from, to, ...overrides }: { from: Temporal.Instant; to: Temporal.Instant } & Overrides<'session'>,
): Row<'session'>[] {
  return expandSeries(ruleOf(series), { from, to }).map(({ key, start, end }, index) =>
    makeSession(ground, { id: series.episodeId, practiceId: series.practiceId }, { id: series.therapistId }, clients, {
      seriesId: series.id,
      occurrenceKey: key,
      startsAt: stamp(start.toInstant()),
      endsAt: stamp(end.toInstant()),
      placeKind: series.placeKind,
      roomId: series.roomId ?? null,
      joinLink: series.joinLink ?? null,
      zone: series.zone,
      feePence: series.feePence,
      number: index + 1,
      ...overrides,
    }),
  );
}

/** Statuses in which a session still takes its time. `moved` marks the meeting that was moved: it takes the new time. */
export const takingStatuses: readonly string[] = ['planned', 'moved', 'attended'];

/**
 * One meeting, by default tomorrow at ten for an hour less ten. A session to come takes the time of therapist, room and each
 * participant; one that is over takes nothing unless `takesTime` says so.
 */
export function makeSession(
  ground: Ground,
  episode: EpisodeLike,
  therapist: { id: string },
  clients: readonly { id: string }[],
  { takesTime, ...overrides }: Overrides<'session'> & { takesTime?: boolean } = {},
): Row<'session'> {
  const startsAt = overrides.startsAt ?? stamp(tomorrowAtTen(ground));
  const endsAt = overrides.endsAt ?? stamp(instantFrom(startsAt).add({ minutes: 50 }));
  const session = ground.add('session', {
    practiceId: episode.practiceId,
    episodeId: episode.id,
    therapistId: therapist.id,
    placeKind: overrides.roomId ? 'room' : 'online',
    zone: ground.zone,
    status: 'planned',
    feePence: 5500,
    createdAt: stamp(ground.now),
    ...overrides,
    startsAt,
    endsAt,
    id: overrides.id ?? ground.id(instantFrom(startsAt)),
  });
  for (const { id } of clients) {
    ground.add('sessionParticipant', {
      id: ground.id(),
      practiceId: session.practiceId,
      sessionId: session.id,
      clientId: id,
      startsAt,
    });
  }
  const isToCome = Temporal.Instant.compare(instantFrom(endsAt), ground.now) > 0;
  if (takesTime ?? (isToCome && takingStatuses.includes(session.status))) takeTime(ground, session, clients);
  return session;
}

function takeTime(ground: Ground, session: Row<'session'>, clients: readonly { id: string }[]): void {
  const ranges = occupiedRanges({
    kind: 'session',
    startsAt: instantFrom(session.startsAt),
    endsAt: instantFrom(session.endsAt),
    therapistIds: [session.therapistId],
    roomId: session.roomId ?? null,
    clientIds: clients.map(({ id }) => id),
  });
  for (const range of ranges) {
    ground.add('occupied', {
      id: ground.id(),
      practiceId: session.practiceId,
      kind: range.kind,
      resourceId: range.resourceId,
      sessionId: session.id,
      startsAt: stamp(range.startsAt),
      endsAt: stamp(range.endsAt),
    });
  }
}

function tomorrowAtTen(ground: Ground): Temporal.Instant {
  return ground.today.add({ days: 1 }).toZonedDateTime({ timeZone: ground.zone, plainTime: '10:00' }).toInstant();
}
