import type { Tier } from './definition.ts';
import { readingMinutes } from './promise.ts';
import { afterWorkingMinutes, type WorkingHours } from './working-hours.ts';

export type LadderRole = 'therapist' | 'cover' | 'clinical-lead' | 'deputy';

/** One step of the ladder, in order. `staffId` null or `away`: nobody stands there now, and it is passed over. */
export type LadderRung = { role: LadderRole; staffId: string | null; away?: boolean };
export type HeldRung = { role: LadderRole; staffId: string };

export type Alert = {
  raisedAt: Temporal.Instant;
  tier: Tier;
  /** What the client was told. The first holder has until then. */
  promisedBy: Temporal.Instant;
  /** Hops on record: handed on early by a person, or by the clock. One that goes back down is ignored. */
  hops: readonly { staffId: string; at: Temporal.Instant }[];
  acknowledgedAt: Temporal.Instant | null;
  hours: WorkingHours;
  zone: string;
  ladder: readonly LadderRung[];
};

export type LadderState = {
  usable: true;
  state: 'waiting' | 'acknowledged';
  holder: HeldRung;
  heldSinceAt: Temporal.Instant;
  /** When and to whom it goes next; both null when it has been acknowledged or nobody is left above. */
  passesAt: Temporal.Instant | null;
  passesTo: HeldRung | null;
  /** All the manager learns: set once the promise is past and nobody has acknowledged. */
  unansweredSinceAt: Temporal.Instant | null;
  /** Hops that the clock has made and that are not on record yet, oldest first: write them, and tell each person. */
  due: (HeldRung & { at: Temporal.Instant })[];
};

/** Those who stand on it, in order, each once: a lead who is also the therapist is not asked twice. */
export function standingLadder(ladder: readonly LadderRung[]): HeldRung[] {
  const seen = new Set<string>();
  return ladder.flatMap(({ role, staffId, away }) => {
    if (staffId === null || away || seen.has(staffId)) return [];
    seen.add(staffId);
    return [{ role, staffId }];
  });
}

/** Whether a measure with risk items may be used outside the session: somebody stands there, and there are hours. */
export function isLadderUsable(
  ladder: readonly LadderRung[],
  hours: WorkingHours,
  zone: string,
  now: Temporal.Instant,
): boolean {
  return standingLadder(ladder).length > 0 && afterWorkingMinutes(now, readingMinutes, hours, zone) !== null;
}

/**
 * Who holds a safety answer at `now`. The first holder has until the promise; each further one has an hour of working time
 * (an elapsed hour, should the practice have no hours left: an alert never stops for want of opening times). It only ever
 * climbs. An acknowledgement stops it where it is.
 */
export function ladderStep(alert: Alert, now: Temporal.Instant): LadderState | { usable: false } {
  const rungs = standingLadder(alert.ladder);
  const first = rungs[0];
  if (!first) return { usable: false };
  const acknowledged = alert.acknowledgedAt !== null && !isAfter(alert.acknowledgedAt, now);
  const until = acknowledged && alert.acknowledgedAt ? alert.acknowledgedAt : now;
  const recorded = alert.hops
    .map(({ staffId, at }) => ({ at, index: rungs.findIndex((rung) => rung.staffId === staffId) }))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));

  let index = 0;
  let heldSinceAt = alert.raisedAt;
  let deadline = isAfter(alert.promisedBy, alert.raisedAt) ? alert.promisedBy : alert.raisedAt;
  const due: LadderState['due'] = [];
  const climbTo = (next: number, at: Temporal.Instant) => {
    index = next;
    heldSinceAt = at;
    deadline = anHourOn(at, alert);
  };
  for (;;) {
    const hop = recorded.find((entry) => entry.index > index && !isAfter(entry.at, until));
    const clockHop = index + 1 < rungs.length && !isAfter(deadline, until);
    if (hop && !(clockHop && isAfter(hop.at, deadline)))
      climbTo(hop.index, isAfter(hop.at, heldSinceAt) ? hop.at : heldSinceAt);
    else if (clockHop) {
      const at = deadline;
      const next = rungs[index + 1] as HeldRung;
      if (!recorded.some((entry) => entry.index === index + 1)) due.push({ ...next, at });
      climbTo(index + 1, at);
    } else break;
  }
  const above = acknowledged ? undefined : rungs[index + 1];
  const isLate = !acknowledged && !isAfter(alert.promisedBy, now);
  return {
    usable: true,
    state: acknowledged ? 'acknowledged' : 'waiting',
    holder: rungs[index] as HeldRung,
    heldSinceAt,
    passesAt: above ? deadline : null,
    passesTo: above ?? null,
    unansweredSinceAt: isLate ? alert.raisedAt : null,
    due,
  };
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0;

function anHourOn(from: Temporal.Instant, { hours, zone }: Alert): Temporal.Instant {
  const working = afterWorkingMinutes(from, readingMinutes, hours, zone);
  return working ? working.at.toInstant() : from.add({ minutes: readingMinutes });
}
