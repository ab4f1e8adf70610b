import { dateStamp, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

export type StaffRole = 'manager' | 'clinical-lead' | 'therapist' | 'supervisor' | 'front-desk';

/** A staff member with roles. E-mail addresses end in `.example`, which nobody can own (RFC 2606). */
export function makeStaff(
  ground: Ground,
  practice: { id: string },
  { roles = ['front-desk'], ...overrides }: Overrides<'staffMember'> & { roles?: readonly StaffRole[] } = {},
): Row<'staffMember'> {
  const number = ground.count();
  const fullName = overrides.fullName ?? `Staff Member ${number}`;
  const id = overrides.id ?? ground.id();
  const staff = ground.add('staffMember', {
    practiceId: practice.id,
    fullName,
    shortName: shortNameOf(fullName),
    email: `staff-${number}-${id.slice(-6)}@heather.example`,
    state: 'active',
    preferences: {},
    createdAt: stamp(ground.now.subtract({ hours: 24 * 390 })),
    ...overrides,
    id,
  });
  for (const role of roles) {
    ground.add('staffRole', {
      id: ground.id(),
      practiceId: practice.id,
      staffId: staff.id,
      role,
      grantedAt: staff.createdAt ?? stamp(ground.now),
    });
  }
  return staff;
}

export type Therapist = { id: string; practiceId: string; staff: Row<'staffMember'>; profile: Row<'therapistProfile'> };

/** Hours of one weekday (ISO, Monday is 1), each "HH:MM". */
export type WeekHours = { weekday: number; from: string; until: string };

const workdays: WeekHours[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '18:00' }));

/** A therapist with a profile and a weekly pattern of hours. */
export function makeTherapist(
  ground: Ground,
  practice: { id: string },
  {
    profile = {},
    hours = workdays,
    roles = ['therapist'],
    ...overrides
  }: Overrides<'staffMember'> & {
    profile?: Overrides<'therapistProfile'>;
    hours?: readonly WeekHours[];
    roles?: readonly StaffRole[];
  } = {},
): Therapist {
  const staff = makeStaff(ground, practice, { ...overrides, roles });
  const row = ground.add('therapistProfile', {
    practiceId: practice.id,
    staffId: staff.id,
    registrationBody: 'BACP',
    registrationNumber: String(300000 + ground.count()),
    modalities: ['integrative'],
    languages: ['en'],
    feePence: 5500,
    worksOnline: true,
    worksInPerson: true,
    joinLink: `https://rooms.heather.example/${staff.id.slice(-12)}`,
    insuranceProvider: 'Example Mutual',
    insuranceEndsOn: dateStamp(ground.monday.add({ weeks: 30 })),
    ...profile,
    id: profile.id ?? ground.id(),
  });
  addHours(ground, practice.id, { staffId: staff.id }, hours);
  return { id: staff.id, practiceId: practice.id, staff, profile: row };
}

/** Weekly hours of a therapist or a room, from a year and a bit ago. */
export function addHours(
  ground: Ground,
  practiceId: string,
  whose: { staffId: string } | { roomId: string },
  hours: readonly WeekHours[],
): void {
  for (const { weekday, from, until } of hours) {
    ground.add('availability', {
      id: ground.id(),
      practiceId,
      ...whose,
      weekday,
      startsLocal: from,
      endsLocal: until,
      validFromOn: dateStamp(ground.monday.subtract({ weeks: 60 })),
    });
  }
}

/** Who supervises whom, since some weeks ago. */
export function makeSupervision(
  ground: Ground,
  therapist: { id: string; practiceId: string },
  supervisor: { id: string },
  overrides: Overrides<'supervisionLink'> = {},
): Row<'supervisionLink'> {
  return ground.add('supervisionLink', {
    practiceId: therapist.practiceId,
    therapistId: therapist.id,
    supervisorId: supervisor.id,
    fromOn: dateStamp(ground.monday.subtract({ weeks: 52 })),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/** The safety ladder, in order; the practice's own list starts at 1. */
export function makeLadder(
  ground: Ground,
  practice: { id: string },
  rungs: readonly { staff: { id: string }; title: 'cover' | 'clinical-lead' | 'deputy' }[],
): Row<'ladderRung'>[] {
  return rungs.map(({ staff, title }, index) =>
    ground.add('ladderRung', {
      id: ground.id(),
      practiceId: practice.id,
      position: index + 1,
      staffId: staff.id,
      title,
    }),
  );
}

/** A colleague stands in between two instants (default: the coming week). */
export function makeCover(
  ground: Ground,
  therapist: { id: string; practiceId: string },
  cover: { id: string },
  overrides: Overrides<'cover'> = {},
): Row<'cover'> {
  return ground.add('cover', {
    practiceId: therapist.practiceId,
    therapistId: therapist.id,
    coverId: cover.id,
    startsAt: stamp(ground.now),
    endsAt: stamp(ground.now.add({ hours: 24 * 7 })),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/** Time away; without a staff member it closes the practice. */
export function makeAbsence(
  ground: Ground,
  practice: { id: string },
  overrides: Overrides<'absence'> & { startsAt: string; endsAt: string },
): Row<'absence'> {
  return ground.add('absence', {
    practiceId: practice.id,
    kind: 'leave',
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/** "Ruth Maddox" is Ruth M. in lists. */
export function shortNameOf(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return last ? `${words[0]} ${last[0]}.` : fullName;
}
