import {
  isLadderUsable,
  type LadderRung,
  standingLadder,
  type WorkingHours,
  workingHoursSchema,
} from '@heather/outcomes';
import { policy } from '@heather/policy';
import type { Tx } from '../database.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';

/** Who reads a safety answer of one therapist's clients, in order, and when the practice's clock runs. */
export type SafetyNet = {
  therapistId: string;
  ladder: LadderRung[];
  hours: WorkingHours;
  zone: string;
  /** May a measure that asks about safety be used outside the session? */
  isUsable: boolean;
  names: Map<string, { short: string; first: string }>;
};

/** Whom the policy table lets read an alert. Anybody else on the list would hold an answer that they cannot open. */
const readers = policy['alerts.read'].roles;

/**
 * The ladder as it stands at `now`: the therapist, whoever covers for them, then the practice's own list. Somebody away or gone, or
 * who may not read an answer, is passed over. It is usable only when somebody of the list stands there too: a therapist alone would be a ladder of one rung, and an
 * evening off would leave an answer unread.
 */
export async function loadSafetyNet(
  db: Tx,
  practice: { id: string; timeZone: string },
  therapistId: string,
  now: Temporal.Instant,
): Promise<SafetyNet> {
  const at = dateOf(now);
  const practiceId = practice.id;
  const [own, rungs, covers, absences] = await Promise.all([
    db.practice.findFirst({ where: { id: practiceId }, select: { workingHours: true } }),
    db.ladderRung.findMany({ where: { practiceId }, orderBy: { position: 'asc' } }),
    db.cover.findMany({ where: { practiceId, therapistId, startsAt: { lte: at }, endsAt: { gt: at } } }),
    db.absence.findMany({
      where: { practiceId, endsAt: { gt: at }, OR: [{ staffId: null }, { startsAt: { lte: at } }] },
      select: { staffId: true, startsAt: true, endsAt: true },
    }),
  ]);
  const listed: { role: LadderRung['role']; id: string }[] = [
    { role: 'therapist', id: therapistId },
    ...covers.map(({ coverId }) => ({ role: 'cover' as const, id: coverId })),
    ...rungs.map(({ title, staffId }) => ({ role: title as LadderRung['role'], id: staffId })),
  ];
  const people = await db.staffMember.findMany({
    where: { practiceId, id: { in: listed.map(({ id }) => id) } },
    select: {
      id: true,
      fullName: true,
      shortName: true,
      state: true,
      staffRoleAsStaff: { where: { role: { in: [...readers] } }, select: { role: true } },
    },
  });
  const active = new Set(
    people
      .filter(({ state, staffRoleAsStaff }) => state === 'active' && staffRoleAsStaff.length > 0)
      .map(({ id }) => id),
  );
  const away = new Set(absences.flatMap(({ staffId }) => staffId ?? []));
  const ladder = listed.map(({ role, id }) => ({ role, staffId: active.has(id) ? id : null, away: away.has(id) }));
  const closures = absences.filter(({ staffId }) => staffId === null);
  const hours = withClosures(readHours(own?.workingHours), closures, practice.timeZone);
  return {
    therapistId,
    ladder,
    hours,
    zone: practice.timeZone,
    isUsable:
      standingLadder(ladder).some(({ staffId }) => staffId !== therapistId) &&
      isLadderUsable(ladder, hours, practice.timeZone, now),
    names: new Map(people.map(({ id, shortName, fullName }) => [id, { short: shortName, first: firstName(fullName) }])),
  };
}

/** The first holder: whoever stands lowest; with nobody there it is the therapist's, and it cannot pass. */
export function firstHolder({ ladder, therapistId }: SafetyNet): { holderId: string; mayPass: boolean } {
  const standing = standingLadder(ladder);
  return { holderId: standing[0]?.staffId ?? therapistId, mayPass: standing.length > 1 };
}

/** Hours that cannot be read are no hours: nothing is promised, and a measure that asks about safety waits for the session. */
function readHours(kept: unknown): WorkingHours {
  const read = workingHoursSchema.safeParse(kept);
  return read.success ? read.data : {};
}

function withClosures(
  hours: WorkingHours,
  closures: readonly { startsAt: Date; endsAt: Date }[],
  zone: string,
): WorkingHours {
  const days = new Set(hours.closedOn ?? []);
  for (const { startsAt, endsAt } of closures) {
    const last = localOn(instantOf(endsAt).subtract({ milliseconds: 1 }), zone);
    let on = Temporal.PlainDate.from(localOn(startsAt, zone));
    for (; on.toString() <= last && days.size < 400; on = on.add({ days: 1 })) days.add(on.toString());
  }
  return { ...hours, closedOn: [...days] };
}

const firstName = (fullName: string) => fullName.trim().split(/\s+/)[0] ?? fullName;
