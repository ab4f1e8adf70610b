import type { Ground } from '../ground.ts';
import type { Random } from '../random.ts';
import type { Row } from '../tables.ts';
import { atWeek, type Stage } from './allocating.ts';
import type { Diary } from './diary.ts';
import { isAway, type LaidCourse } from './layout.ts';

/** One meeting of a course, before it is a row. Times in epoch milliseconds. */
export type Meeting = {
  key: string;
  start: number;
  end: number;
  therapistKey: string;
  status: string;
  movedFrom: number | null;
  beganLateMinutes: number | null;
  row?: Row<'session'>;
};

export const took = ['attended', 'planned', 'moved', 'did-not-attend'];

/** What became, or is to become, of each time a course falls on. */
export function planMeetings({ ground, house }: Stage, laid: LaidCourse): Meeting[] {
  const { spec, occurrences } = laid;
  const random = ground.random.fork(`meetings/${spec.key}`);
  const now = ground.now.epochMilliseconds;
  const handover = spec.before ? atWeek(ground, spec.before.untilWeeksAgo).epochMilliseconds : 0;
  return occurrences.map(({ key, start, end }, index) => {
    const therapistKey = spec.before && start < handover ? spec.before.therapist : spec.therapist;
    const isRecent = end > now - 10 * 24 * 3_600_000;
    const status = isAway(ground, house, therapistKey, start)
      ? 'cancelled-by-us'
      : end > now
        ? 'planned'
        : index === 0 || isRecent
          ? 'attended'
          : spec.today === undefined
            ? pastStatus(random)
            : 'attended';
    const isLate = status === 'attended' && random.chance(0.06);
    return {
      key,
      start,
      end,
      therapistKey,
      status,
      movedFrom: null,
      beganLateMinutes: isLate ? random.int(4, 12) : null,
    };
  });
}

function pastStatus(random: Random): string {
  const roll = random.int(1, 100);
  if (roll <= 87) return 'attended';
  if (roll <= 91) return 'cancelled-in-time';
  if (roll <= 94) return 'cancelled-late';
  if (roll <= 97) return 'did-not-attend';
  return 'cancelled-by-us';
}

/** Courses of which one meeting was, or will be, at another time; counted from now, back or ahead. */
const moves: readonly [key: string, nth: number][] = [
  ['elis', -4],
  ['farah', -6],
  ['gita', -3],
  ['mags', -5],
  ['yusra', 1],
  ['hollie', 1],
  ['tyrone', 1],
  ['callum', 2],
];

/** Courses whose client will be away: told in time. */
const holidays: readonly [key: string, nth: number][] = [
  ['elis', 3],
  ['farah', 3],
  ['ewa', 1],
];

export type Met = { laid: LaidCourse; meetings: Meeting[] };

/** The few that differ from their rule, each at a time when everybody is free. */
export function moveSome(stage: Stage, diary: Diary, all: readonly Met[]): void {
  const { ground, house } = stage;
  for (const [key, nth] of holidays) {
    const found = nthOf(ground, all, key, nth);
    if (found?.meeting.status === 'planned') found.meeting.status = 'cancelled-in-time';
  }
  for (const [key, nth] of moves) {
    const found = nthOf(ground, all, key, nth);
    if (!found) continue;
    const { meeting, laid } = found;
    const start = freeTimeNear(stage, diary, laid, meeting);
    if (start === null || isAway(ground, house, meeting.therapistKey, start)) continue;
    const end = start + (meeting.end - meeting.start);
    diary.release(laid.resources, meeting.start);
    diary.take(laid.resources, start, end);
    Object.assign(meeting, { movedFrom: meeting.start, start, end, status: nth > 0 ? 'moved' : 'attended' });
  }
  const beth = nthOf(ground, all, 'beth', -1);
  if (beth) beth.meeting.beganLateMinutes = 10;
  const pause = nthOf(ground, all, 'amira', -5);
  if (pause) Object.assign(pause.meeting, { status: 'cancelled-by-us', beganLateMinutes: null });
}

/** The nth meeting ahead (1 is the next that has not ended) or back (-1 is the last that has). */
function nthOf(ground: Ground, all: readonly Met[], key: string, nth: number) {
  const met = all.find(({ laid }) => laid.spec.key === key);
  const now = ground.now.epochMilliseconds;
  const side = met?.meetings.filter((meeting) => (nth > 0 ? meeting.start > now : meeting.end <= now)) ?? [];
  const meeting = side.at(nth > 0 ? nth - 1 : nth);
  return met && meeting ? { laid: met.laid, meeting } : null;
}

function freeTimeNear(
  { ground }: Stage,
  diary: Diary,
  { resources }: LaidCourse,
  { start, end }: Meeting,
): number | null {
  const day = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(ground.zone).toPlainDate();
  const isPast = start < ground.now.epochMilliseconds;
  for (const days of [1, 2, 3, -1, 4, 0]) {
    const on = day.add({ days });
    if (on.dayOfWeek > 5 || on.equals(ground.today)) continue;
    for (const time of ['08:00', '12:05', '13:05', '18:10', '19:10', '20:00']) {
      const from = on.toZonedDateTime({ timeZone: ground.zone, plainTime: time }).epochMilliseconds;
      const until = from + (end - start);
      if (from < ground.now.epochMilliseconds !== isPast) continue;
      if (diary.isFree(resources, from, until)) return from;
    }
  }
  return null;
}
