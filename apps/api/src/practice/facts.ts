import { workingHoursSchema } from '@heather/outcomes';
import { type StaffRole, staffRoles } from '@heather/policy';
import type { Tx } from '../database.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { documentKinds, type PersonFacts, type SetUpFacts } from './checklist.ts';

type Practice = { id: string; timeZone: string };

/** Everything that the checklist asks about, in seven questions however large the practice is. */
export async function loadFacts(db: Tx, practice: Practice, now: Temporal.Instant): Promise<SetUpFacts> {
  const practiceId = practice.id;
  const todayOn = localOn(now, practice.timeZone);
  const at = dateOf(now);
  const [own, rooms, fees, closuresAhead, staff, rungs] = await Promise.all([
    db.practice.findFirstOrThrow({ where: { id: practiceId } }),
    db.room.count({ where: { practiceId, isActive: true } }),
    db.feeOption.count({ where: { practiceId, isActive: true } }),
    db.absence.count({ where: { practiceId, staffId: null, endsAt: { gt: at } } }),
    db.staffMember.findMany({
      where: { practiceId, state: { not: 'left' } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        shortName: true,
        state: true,
        accessEndsAt: true,
        staffRoleAsStaff: { select: { role: true } },
        therapistProfileAsStaff: true,
        availabilityAsStaff: {
          where: { OR: [{ validUntilOn: null }, { validUntilOn: { gte: new Date(`${todayOn}T00:00:00Z`) } }] },
          select: { id: true },
          take: 1,
        },
      },
    }),
    db.ladderRung.findMany({
      where: { practiceId, staff: { state: 'active' } },
      select: { staffId: true },
    }),
  ]);
  const published = await db.templateVersion.findMany({
    where: { practiceId, nation: own.nation, state: 'published', template: { kind: { in: [...documentKinds] } } },
    select: { template: { select: { kind: true } } },
  });
  const hours = workingHoursSchema.safeParse(own.workingHours);
  return {
    practice: {
      name: own.name,
      controllerName: own.controllerName,
      controllerAddress: own.controllerAddress,
      icoNumber: own.icoNumber,
      telephone: own.telephone,
      mailFrom: own.mailFrom,
      hasReadingHours:
        hours.success && ([1, 2, 3, 4, 5, 6, 7] as const).some((day) => (hours.data[day]?.length ?? 0) > 0),
    },
    rooms,
    fees,
    closuresAhead,
    published: [...new Set(published.map(({ template }) => template.kind))],
    ladder: new Set(rungs.map(({ staffId }) => staffId)).size,
    people: staff
      .filter(({ accessEndsAt }) => accessEndsAt === null || accessEndsAt > at)
      .map((person) => personOf(person, todayOn)),
  };
}

type Row = {
  id: string;
  shortName: string;
  state: string;
  staffRoleAsStaff: { role: string }[];
  therapistProfileAsStaff: {
    registrationBody: string;
    registrationNumber: string;
    insuranceEndsOn: Date | null;
    worksInPerson: boolean;
  } | null;
  availabilityAsStaff: unknown[];
};

function personOf(row: Row, todayOn: string): PersonFacts {
  const profile = row.therapistProfileAsStaff;
  const held = row.staffRoleAsStaff.map(({ role }) => role as StaffRole);
  return {
    id: row.id,
    name: row.shortName,
    roles: staffRoles.filter((role) => held.includes(role)),
    state: row.state as PersonFacts['state'],
    profile: profile && {
      hasRegistration: profile.registrationBody.trim() !== '' && profile.registrationNumber.trim() !== '',
      insuranceDaysLeft: daysLeft(profile.insuranceEndsOn, todayOn),
      worksInPerson: profile.worksInPerson,
    },
    hasHours: row.availabilityAsStaff.length > 0,
  };
}

/** Days from `todayOn` to a date of the calendar: 0 on the day itself, which still counts. */
export function daysLeft(endsOn: Date | null, todayOn: string): number | null {
  if (endsOn === null) return null;
  return Math.round((endsOn.getTime() - Date.parse(`${todayOn}T00:00:00Z`)) / 86_400_000);
}
