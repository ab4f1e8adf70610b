/** A place that somebody has, or that is held for them: its weight and when it is over. Dates are local, YYYY-MM-DD. */
export type TakenPlace = {
  weightTenths: number;
  /** The first day it takes; left out: already. */
  fromOn?: string | null;
  /** The day of its last session; null: open-ended. */
  endsOn: string | null;
};
export type CarriedWork = {
  /** What the therapist carries at most, a trainee's limit among them; null: nobody has said, so nothing can be free. */
  capacityTenths: number | null;
  places: readonly TakenPlace[];
  /** Leave, from the first to the last day of it. */
  away: readonly { fromOn: string; untilOn: string }[];
};
/** A week by its Monday. `freePlaces`: whole weekly places of one person. */
export type CapacityWeek = {
  weekOn: string;
  usedTenths: number;
  freeTenths: number;
  freePlaces: number;
  /** Leave touches the week: how much is stated, what is free is not made less by it (a place is there when they are back). */
  isAway: boolean;
  /** Leave covers it from Monday to Friday: nobody can begin in it. */
  isAllAway: boolean;
};

/** One person, one hour, every week. */
const onePlaceTenths = 10;

/** The Mondays of `count` weeks, from the week of this day on. */
export function mondaysFrom(on: string, count: number): string[] {
  const day = Temporal.PlainDate.from(on);
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  return Array.from({ length: count }, (_, week) => monday.add({ weeks: week }).toString());
}

/**
 * What is carried and free in each of these weeks. A place is taken for the whole of the week in which its last session lies and free
 * from the next; one that begins within a week takes that week. Free is never below nothing.
 */
export function forecastCapacity(work: CarriedWork, weeks: readonly string[]): CapacityWeek[] {
  return weeks.map((weekOn) => {
    const sundayOn = Temporal.PlainDate.from(weekOn).add({ days: 6 }).toString();
    const usedTenths = work.places
      .filter(({ fromOn, endsOn }) => (fromOn ?? weekOn) <= sundayOn && (endsOn ?? weekOn) >= weekOn)
      .reduce((sum, { weightTenths }) => sum + weightTenths, 0);
    const freeTenths = Math.max(0, (work.capacityTenths ?? 0) - usedTenths);
    return {
      weekOn,
      usedTenths,
      freeTenths,
      freePlaces: Math.floor(freeTenths / onePlaceTenths),
      isAway: work.away.some(({ fromOn, untilOn }) => fromOn <= sundayOn && untilOn >= weekOn),
      isAllAway: workingDays(weekOn).every((on) =>
        work.away.some(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn),
      ),
    };
  });
}

const workingDays = (mondayOn: string): string[] =>
  [0, 1, 2, 3, 4].map((days) => Temporal.PlainDate.from(mondayOn).add({ days }).toString());

/**
 * When lasting places open: "one now, two more from 1 March". A place counts only if it stays free in every later week that is looked
 * at, so that nobody is promised an hour which is given to somebody else a fortnight on; and where its therapist is away when it comes
 * free, it opens with the first week in which they are back.
 */
export function openings(
  weeks: readonly Pick<CapacityWeek, 'weekOn' | 'freePlaces' | 'isAllAway'>[],
): { weekOn: string; places: number }[] {
  let said = 0;
  return weeks.flatMap(({ weekOn, isAllAway }, at) => {
    if (isAllAway) return [];
    const more = Math.min(...weeks.slice(at).map(({ freePlaces }) => freePlaces)) - said;
    if (more <= 0) return [];
    said += more;
    return [{ weekOn, places: more }];
  });
}

export type CourseAhead = {
  plannedSessions: number | null;
  /** Sessions that have been. */
  attended: number;
  /** Dates of those still to come, in order. */
  toComeOn: readonly string[];
  everyWeeks: number;
  /** The last day of its standing session, where one is set. */
  untilOn: string | null;
  todayOn: string;
};

/**
 * The day of a course's last session as it is agreed today; null: open-ended. With fewer sessions booked than are left, the rest is
 * counted on from the last of them at the course's own rhythm.
 */
export function plannedEnding(course: CourseAhead): string | null {
  const { plannedSessions, attended, toComeOn, everyWeeks, untilOn, todayOn } = course;
  if (plannedSessions === null) return untilOn;
  const left = plannedSessions - attended;
  const booked = left <= 0 ? (toComeOn.at(-1) ?? todayOn) : toComeOn[left - 1];
  const ending = booked ?? afterBooked(toComeOn.at(-1) ?? todayOn, (left - toComeOn.length) * Math.max(1, everyWeeks));
  return untilOn !== null && untilOn < ending ? untilOn : ending;
}

const afterBooked = (on: string, weeks: number): string => Temporal.PlainDate.from(on).add({ weeks }).toString();

/**
 * The next review of focus, by the number of its session: due when the course has come to it. @returns null where none is agreed
 * @param everySessions a whole number, 0 for never
 */
export function reviewAhead(attended: number, everySessions: number): { atSession: number; isNext: boolean } | null {
  if (everySessions < 1) return null;
  const atSession = (Math.floor(attended / everySessions) + 1) * everySessions;
  return { atSession, isNext: attended + 1 === atSession };
}
