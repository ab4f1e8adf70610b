import { dayOf } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Random } from '../random.ts';
import { courseList } from './course-list.ts';
import type { CourseSpec } from './course-spec.ts';
import { type Diary, occurrencesOf, type Rule, takeFirstFree } from './diary.ts';
import type { House } from './house.ts';
import { todayTimes } from './today.ts';

/** Weeks for which standing sessions stand in the diary. */
export const weeksAhead = 26;

/** A course with its standing place in the week, and every time it falls on. */
export type LaidCourse = {
  spec: CourseSpec;
  rule: Rule;
  /** null: online or by telephone. */
  roomKey: string | null;
  resources: readonly string[];
  occurrences: { key: string; start: number; end: number }[];
};

const isOnItsWay = ({ story }: CourseSpec) =>
  story === 'sent' || story === 'talking' || story === 'client-signed' || story === 'draft';

/** True while the agreement is still to be signed: the place is held by the offer, there is no series. */
export const isProposed = isOnItsWay;

export function horizonOf(ground: Ground): Temporal.Instant {
  return ground.now.add({ hours: 24 * 7 * weeksAhead });
}

/** Finds every course its place, today's first, so that nobody and no room is taken twice in the whole year. */
export function layCourses(ground: Ground, house: House, diary: Diary): LaidCourse[] {
  const random = ground.random.fork('layout');
  const inOrder = [...courseList].sort((a, b) => Number(b.today !== undefined) - Number(a.today !== undefined));
  const laid = inOrder.map((spec) => layCourse(ground, house, diary, spec, random));
  return courseList.map((spec) => laid.find((course) => course.spec === spec) as LaidCourse);
}

function layCourse(ground: Ground, house: House, diary: Diary, spec: CourseSpec, random: Random): LaidCourse {
  const candidates = placesFor(ground, house, spec, random).map(({ weekday, time, roomKey }) => ({
    rule: ruleFor(ground, spec, weekday, time),
    roomKey,
    resources: resourcesFor(spec, roomKey),
  }));
  const found =
    spec.story === 'declined'
      ? (candidates[0] as (typeof candidates)[number])
      : takeFirstFree(diary, candidates, horizonOf(ground));
  const occurrences = spec.story === 'declined' ? [] : occurrencesOf(found.rule, horizonOf(ground));
  return { spec, ...found, occurrences };
}

function resourcesFor(spec: CourseSpec, roomKey: string | null): string[] {
  return [
    `therapist:${spec.therapist}`,
    ...(spec.before ? [`therapist:${spec.before.therapist}`] : []),
    ...(roomKey ? [`room:${roomKey}`] : []),
    ...spec.people.map((person) => `client:${person}`),
  ];
}

function ruleFor(ground: Ground, spec: CourseSpec, weekday: number, time: string): Rule {
  const week = (ago: number) => ground.monday.subtract({ weeks: ago });
  // A course that was to begin and did not still has a first day.
  const first = spec.story === 'declined' ? week(-1) : week(spec.startedWeeksAgo);
  const until =
    spec.story === 'declined'
      ? undefined
      : spec.endedWeeksAgo !== undefined
        ? week(spec.endedWeeksAgo)
        : spec.untilWeeks !== undefined
          ? week(-spec.untilWeeks)
          : undefined;
  return {
    start: `${first.add({ days: weekday - 1 }).toString()}T${time}`,
    zone: ground.zone,
    durationMinutes: spec.minutes ?? 50,
    everyWeeks: spec.everyWeeks ?? 1,
    ...(until ? { until: until.add({ days: 6 }).toString() } : {}),
    ...(spec.count ? { count: spec.count } : {}),
  };
}

type Place = { weekday: number; time: string; roomKey: string | null };

const workdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '10:00', until: '16:00' }));

function placesFor(ground: Ground, house: House, spec: CourseSpec, random: Random): Place[] {
  const rooms = roomsFor(spec, random);
  const today = ground.today.dayOfWeek;
  if (spec.today !== undefined) {
    const time = todayTimes(ground)[spec.today] as string;
    return rooms.map((roomKey) => ({ weekday: today, time, roomKey }));
  }
  const own = house.therapists[spec.therapist]?.hours ?? [];
  const hours = own.length > 0 ? own : workdays;
  const minutes = spec.minutes ?? 50;
  const times = hours
    // The demonstration's own day is kept for the five.
    .filter(({ weekday }) => spec.therapist !== 'tomos' || weekday !== today)
    .flatMap(({ weekday, from, until }) => startsIn(from, until, minutes).map((time) => ({ weekday, time })));
  return random.shuffle(times).flatMap((place) => rooms.map((roomKey) => ({ ...place, roomKey })));
}

function roomsFor(spec: CourseSpec, random: Random): (string | null)[] {
  if (spec.place !== 'room') return [null];
  if (spec.kind === 'group') return ['room3'];
  if (spec.kind) return ['room3', 'room4'];
  if (spec.stepFree) return ['room2', 'room4'];
  return random.shuffle(['room1', 'room2', 'room4', 'room5']);
}

/** On the hour or ten past: an hour less ten, and ten to breathe. */
function startsIn(from: string, until: string, minutes: number): string[] {
  const last = Temporal.PlainTime.from(until).subtract({ minutes });
  const starts: string[] = [];
  let time = Temporal.PlainTime.from(from);
  while (Temporal.PlainTime.compare(time, last) <= 0) {
    starts.push(time.toString({ smallestUnit: 'minute' }));
    time = time.add({ minutes: minutes <= 50 ? 60 : minutes + 15 });
  }
  return starts;
}

/** Whether a therapist is away, or the house closed, on the local day of an instant. */
export function isAway(ground: Ground, house: House, therapist: string, startMs: number): boolean {
  const on = dayOf(Temporal.Instant.fromEpochMilliseconds(startMs), ground.zone);
  const compare = Temporal.PlainDate.compare;
  return (
    house.closures.some((closure) => closure.equals(on)) ||
    (house.leave[therapist] ?? []).some(({ from, to }) => compare(on, from) >= 0 && compare(on, to) <= 0)
  );
}
