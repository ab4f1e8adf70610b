import { stamp } from '../calendar.ts';
import { makeSeries, makeSession } from '../factories/scheduling.ts';
import type { Ground } from '../ground.ts';
import type { Row } from '../tables.ts';
import { atWeek, type Stage } from './allocating.ts';
import { type LaidCourse, weeksAhead } from './layout.ts';
import { type Meeting, type Met, took } from './planning.ts';
import { byStaff, bySystem } from './trail.ts';

/** Rows of a course's series and its sessions. */
export function meet(
  stage: Stage,
  { laid, meetings }: Met,
  course: { episode: Row<'episode'> },
  agreement: Row<'workingAgreement'> | null,
): void {
  const { ground, house, clients, tell } = stage;
  const { spec } = laid;
  const everyone = spec.people.map((key) => clients[key] as Row<'client'>);
  const series = seriesOf(stage, laid, course.episode, agreement);
  let number = 0;
  for (const meeting of meetings) {
    const { start, end, therapistKey, status, movedFrom, beganLateMinutes } = meeting;
    const own = series.find(({ therapist }) => therapist === therapistKey) ?? series[0];
    if (took.includes(status)) number += 1;
    const row = own?.row as Row<'series'>;
    const startsAt = Temporal.Instant.fromEpochMilliseconds(start);
    const endsAt = Temporal.Instant.fromEpochMilliseconds(end);
    const isOver = end <= ground.now.epochMilliseconds;
    const gap = isOver ? undefined : gaps[status === 'cancelled-by-us' ? therapistKey : ''];
    if (gap) {
      leaveGap(stage, row, meeting, gap);
      continue;
    }
    const isDue = status === 'attended' || status === 'cancelled-late' || status === 'did-not-attend';
    const statusAt = saidAt(ground, meeting, startsAt, endsAt);
    const by =
      status.startsWith('cancelled-') && status !== 'cancelled-by-us'
        ? 'client'
        : status === 'planned'
          ? null
          : 'staff';
    meeting.row = makeSession(ground, course.episode, { id: house.staff[therapistKey]?.id as string }, everyone, {
      seriesId: row.id,
      occurrenceKey: meeting.key,
      startsAt: stamp(startsAt),
      endsAt: stamp(endsAt),
      placeKind: spec.place,
      roomId: row.roomId ?? null,
      joinLink: row.joinLink ?? null,
      status,
      number: took.includes(status) ? number : null,
      feePence: row.feePence,
      feeDuePence: isDue ? row.feePence : isOver ? 0 : null,
      statusAt: statusAt ? stamp(statusAt) : null,
      statusByKind: by,
      statusById:
        by === 'client' ? (everyone[0]?.id ?? null) : by === 'staff' ? (house.staff[therapistKey]?.id ?? null) : null,
      movedFromStartsAt: movedFrom === null ? null : stamp(Temporal.Instant.fromEpochMilliseconds(movedFrom)),
      icsSequence: movedFrom === null ? 0 : 1,
      version: status === 'planned' ? 1 : 2,
      beganLateMinutes,
      createdAt: stamp(
        earlier(startsAt.subtract({ hours: 24 * 7 * weeksAhead }), Temporal.Instant.from(row.createdAt as string)),
      ),
    });
    if (statusAt) tellStatus(stage, meeting, everyone, by, statusAt);
  }
  for (const { row, therapist } of series) {
    tell('series.booked', byStaff(house, therapist), row.createdAt as string, { type: 'series', id: row.id });
    if (row.state === 'ended')
      tell('series.ended', bySystem, `${String(row.untilOn).slice(0, 10)}T22:00:00.000Z`, {
        type: 'series',
        id: row.id,
        changes: ['state'],
      });
  }
}

/** Whose weeks away have no sessions at all, and what was said of them; others' were booked and cancelled. */
const gaps: Readonly<Record<string, 'open' | 'left-out'>> = { tomos: 'open', leila: 'left-out' };

function leaveGap({ ground, house }: Stage, series: Row<'series'>, meeting: Meeting, state: 'open' | 'left-out'): void {
  const foundAt = stamp(ground.now.subtract({ hours: 24 * 9 }));
  ground.add('seriesGap', {
    id: ground.id(),
    practiceId: series.practiceId,
    seriesId: series.id,
    episodeId: series.episodeId,
    occurrenceKey: meeting.key,
    startsAt: stamp(Temporal.Instant.fromEpochMilliseconds(meeting.start)),
    endsAt: stamp(Temporal.Instant.fromEpochMilliseconds(meeting.end)),
    state,
    foundAt,
    lookedAt: stamp(ground.now),
    settledAt: state === 'open' ? null : stamp(ground.now.subtract({ hours: 24 * 8 })),
    settledById: state === 'open' ? null : (house.staff[meeting.therapistKey]?.id ?? null),
  });
}

// A row is not made before its series, nor later than half a year ahead of its time.
const earlier = (wished: Temporal.Instant, floor: Temporal.Instant) =>
  Temporal.Instant.compare(wished, floor) < 0 ? floor : wished;

function saidAt(
  ground: Ground,
  { status }: Meeting,
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
): Temporal.Instant | null {
  const before = (hours: number) => {
    const at = startsAt.subtract({ hours });
    return Temporal.Instant.compare(at, ground.now) < 0 ? at : ground.now.subtract({ hours: 3 });
  };
  if (status === 'attended' || status === 'did-not-attend')
    return endsAt.add({ minutes: status === 'attended' ? 0 : 12 });
  if (status === 'cancelled-in-time') return before(60);
  if (status === 'cancelled-late') return before(9);
  if (status === 'cancelled-by-us') return before(24 * 21);
  return status === 'moved' ? ground.now.subtract({ hours: 26 }) : null;
}

function tellStatus(
  stage: Stage,
  { status, row, therapistKey }: Meeting,
  everyone: Row<'client'>[],
  by: string | null,
  at: Temporal.Instant,
): void {
  const type =
    { attended: 'session.attended', 'did-not-attend': 'session.missed', moved: 'session.moved' }[status] ??
    'session.cancelled';
  const actor =
    by === 'client' ? ({ kind: 'client', id: everyone[0]?.id as string } as const) : byStaff(stage.house, therapistKey);
  // Nobody says that they came before it is over.
  const told = Temporal.Instant.compare(at, stage.ground.now) > 0 ? stage.ground.now : at;
  stage.tell(type as 'session.attended', actor, told, {
    type: 'session',
    id: row?.id as string,
    clientId: everyone[0]?.id ?? null,
    changes: ['status'],
  });
}

type OwnSeries = { therapist: string; row: Row<'series'> };

function seriesOf(
  stage: Stage,
  laid: LaidCourse,
  episode: Row<'episode'>,
  agreement: Row<'workingAgreement'> | null,
): OwnSeries[] {
  const { ground, house } = stage;
  const { spec, rule, roomKey, occurrences } = laid;
  if (occurrences.length === 0) return [];
  const cut = spec.before ? atWeek(ground, spec.before.untilWeeksAgo) : null;
  const isOver = spec.endedWeeksAgo !== undefined;
  const made = (therapist: string, startsLocal: string, untilOn: string | null, isEnded: boolean): OwnSeries => ({
    therapist,
    row: makeSeries(
      ground,
      episode,
      { id: house.staff[therapist]?.id as string },
      {
        startsLocal,
        untilOn: untilOn ? `${untilOn}T00:00:00.000Z` : null,
        count: rule.count ?? null,
        everyWeeks: rule.everyWeeks,
        lengthMinutes: rule.durationMinutes,
        placeKind: spec.place,
        roomId: roomKey ? (house.rooms[roomKey]?.id ?? null) : null,
        joinLink: spec.place === 'online' ? (house.therapists[therapist]?.profile.joinLink ?? null) : null,
        feePence: spec.feePence ?? house.therapists[spec.therapist]?.profile.feePence ?? 5500,
        state: isEnded ? 'ended' : 'active',
        workingAgreementId: agreement?.id ?? null,
        filledUntilOn: isEnded ? null : `${ground.today.add({ weeks: weeksAhead }).toString()}T00:00:00.000Z`,
        createdAt: stamp(
          Temporal.PlainDateTime.from(startsLocal)
            .toZonedDateTime(rule.zone)
            .toInstant()
            .subtract({ hours: 24 * 6 }),
        ),
      },
    ),
  });
  const until = rule.until ?? null;
  if (!cut || !spec.before) return [made(spec.therapist, rule.start, until, isOver)];
  const cutOn = cut.toZonedDateTimeISO(ground.zone).toPlainDate();
  const next = occurrences.find(({ start }) => start >= cut.epochMilliseconds)?.key ?? rule.start;
  return [
    made(spec.before.therapist, rule.start, cutOn.subtract({ days: 1 }).toString(), true),
    made(spec.therapist, next, until, isOver),
  ];
}
