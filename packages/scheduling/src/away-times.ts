import type { Moment } from './moment.ts';
import type { Slot } from './slots.ts';

/** So many times are held for one session that fell away: enough to choose from, few enough to leave the diary open. */
export const mostAgain = 3;
/** For how long they are held. */
export const againHours = 48;
/** A time so near is no longer offered. */
export const againNoticeHours = 12;

type Taken = { startsAt: Moment; endsAt: Moment };

/**
 * Up to three of the free slots: one a day, each the nearest of its day to the time of day at which these people come, soonest
 * first; further times of the same days only where there are not three days. None touches what is taken already.
 */
export function pickAgain(
  slots: readonly Slot[],
  usual: { minuteOfDay: number; zone: string },
  taken: readonly Taken[] = [],
): Slot[] {
  const free = slots.filter((slot) => !taken.some((one) => overlaps(slot, one)));
  const days = new Map<string, { slot: Slot; off: number }[]>();
  for (const slot of free) {
    const local = slot.startsAt.toZonedDateTimeISO(usual.zone);
    const off = Math.abs(local.hour * 60 + local.minute - usual.minuteOfDay);
    const on = local.toPlainDate().toString();
    days.set(on, [...(days.get(on) ?? []), { slot, off }]);
  }
  const picked: Slot[] = [];
  const ordered = [...days.values()].map((day) =>
    day.toSorted((a, b) => a.off - b.off || start(a.slot) - start(b.slot)),
  );
  while (picked.length < mostAgain && ordered.some((day) => day.length > 0))
    for (const day of ordered) {
      const next = day.shift();
      if (next && picked.length < mostAgain && !picked.some((one) => overlaps(one, next.slot))) picked.push(next.slot);
    }
  return picked.toSorted((a, b) => start(a) - start(b));
}

/** Up to three of the free slots nearest to the time that fell away, soonest first: that very time where it is free. */
export function pickNear(slots: readonly Slot[], wantedMs: number): Slot[] {
  const picked: Slot[] = [];
  const off = (slot: Slot) => Math.abs(start(slot) - wantedMs);
  for (const slot of slots.toSorted((a, b) => off(a) - off(b) || start(a) - start(b)))
    if (picked.length < mostAgain && !picked.some((one) => overlaps(one, slot))) picked.push(slot);
  return picked.toSorted((a, b) => start(a) - start(b));
}

/** Until when a time is held: two days, and never beyond half a day before it begins. */
export function againLapsesAt(startsAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const least = startsAt.subtract({ hours: againNoticeHours });
  const usual = now.add({ hours: againHours });
  return Temporal.Instant.compare(least, usual) < 0 ? least : usual;
}

const start = (slot: Slot) => slot.startsAt.epochMilliseconds;
const overlaps = (a: Taken, b: Taken) =>
  a.startsAt.epochMilliseconds < b.endsAt.epochMilliseconds &&
  a.endsAt.epochMilliseconds > b.startsAt.epochMilliseconds;
