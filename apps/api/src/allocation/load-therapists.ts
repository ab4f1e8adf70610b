import { type AllocatableTherapist, caseloadWeight, type EpisodeKind, type WeighedEpisode } from '@heather/allocation';
import type { PlaceKind } from '@heather/scheduling';
import type { Db } from '../database.ts';

export type LoadedTherapist = AllocatableTherapist & {
  name: string;
  fullName: string;
  sessionMinutes: number;
  registration: string;
};

/**
 * Every active therapist with a profile, by name: what they offer and the weight they carry (open courses at the rhythm of their
 * standing session, and places held for people who have not answered yet). Free places are looked up apart.
 */
export async function loadTherapists(db: Db, practiceId: string, onlyId?: string): Promise<LoadedTherapist[]> {
  const staff = await db.staffMember.findMany({
    where: {
      practiceId,
      state: 'active',
      staffRoleAsStaff: { some: { role: 'therapist' } },
      ...(onlyId && { id: onlyId }),
    },
    orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
    select: { id: true, shortName: true, fullName: true, therapistProfileAsStaff: true },
  });
  const ids = staff.map(({ id }) => id);
  const [courses, held] = await Promise.all([loadCourses(db, practiceId, ids), loadHeld(db, practiceId, ids)]);
  return staff.flatMap(({ id, shortName, fullName, therapistProfileAsStaff: profile }) => {
    if (!profile) return [];
    const carried = [...(courses.get(id) ?? []), ...(held.get(id) ?? [])];
    const { lowFeePence } = profile;
    const lowFeesTaken =
      lowFeePence === null ? 0 : carried.filter(({ feePence }) => feePence !== null && feePence <= lowFeePence).length;
    return [
      {
        id,
        name: shortName,
        fullName,
        sessionMinutes: profile.sessionMinutes,
        registration: `${profile.registrationBody} ${profile.registrationNumber}`,
        gender: profile.gender,
        languages: profile.languages,
        modalities: profile.modalities,
        styleWords: profile.styleWords,
        feePence: profile.feePence,
        lowFeePence,
        lowFeePlacesFree: Math.max(0, profile.lowFeePlaces - lowFeesTaken),
        places: placesOf(profile),
        capacityTenths: profile.capacityTenths,
        loadTenths: caseloadWeight(carried),
      },
    ];
  });
}

type Offers = { worksInPerson: boolean; worksOnline: boolean; worksByTelephone: boolean };

function placesOf({ worksInPerson, worksOnline, worksByTelephone }: Offers): PlaceKind[] {
  return [
    ...(worksInPerson ? (['room'] as const) : []),
    ...(worksOnline ? (['online'] as const) : []),
    ...(worksByTelephone ? (['telephone'] as const) : []),
  ];
}

type Carried = WeighedEpisode & { feePence: number | null };

async function loadCourses(db: Db, practiceId: string, therapistIds: string[]): Promise<Map<string, Carried[]>> {
  const rows = await db.allocation.findMany({
    where: {
      practiceId,
      therapistId: { in: therapistIds },
      untilAt: null,
      episode: { state: { in: ['proposed', 'open', 'ending'] } },
    },
    select: {
      therapistId: true,
      offer: { select: { everyWeeks: true, feePence: true } },
      episode: {
        select: {
          kind: true,
          seriesAsEpisode: { where: { state: 'active' }, select: { everyWeeks: true, feePence: true }, take: 1 },
        },
      },
    },
  });
  return grouped(
    rows.map(({ therapistId, offer, episode }) => {
      const place = episode.seriesAsEpisode[0] ?? offer;
      const kind = episode.kind as EpisodeKind;
      return [therapistId, { kind, everyWeeks: place?.everyWeeks ?? 1, feePence: place?.feePence ?? null }];
    }),
  );
}

/** Offers that the client has not accepted yet: an accepted one has a course, which is counted there. */
async function loadHeld(db: Db, practiceId: string, therapistIds: string[]): Promise<Map<string, Carried[]>> {
  const rows = await db.offer.findMany({
    where: {
      practiceId,
      therapistId: { in: therapistIds },
      state: { in: ['held', 'accepted-by-therapist', 'offered-to-client'] },
    },
    select: { therapistId: true, everyWeeks: true, feePence: true, entry: { select: { episodeKind: true } } },
  });
  return grouped(
    rows.map(({ therapistId, everyWeeks, feePence, entry }) => [
      therapistId,
      { kind: entry.episodeKind as EpisodeKind, everyWeeks, feePence },
    ]),
  );
}

function grouped(rows: [string, Carried][]): Map<string, Carried[]> {
  const byId = new Map<string, Carried[]>();
  for (const [id, carried] of rows) {
    const known = byId.get(id);
    if (known) known.push(carried);
    else byId.set(id, [carried]);
  }
  return byId;
}
