import { type EpisodeKind, type WaitingEntry, type Wishes, wishesSchema } from '@heather/allocation';
import type { Db } from '../database.ts';

/** What a person said no to, or did not get: the manager may offer it again by hand, a plan does not. */
const ended = ['declined-by-therapist', 'declined-by-client', 'lapsed', 'withdrawn'];

/** Entries as matching sees them; `name` joins those who wait together ("Kofi and Jo B." stays two names). */
export async function loadEntries(db: Db, practiceId: string, where: { id?: string; states?: string[] }) {
  const rows = await db.waitingListEntry.findMany({
    where: { practiceId, ...(where.id && { id: where.id }), ...(where.states && { state: { in: where.states } }) },
    orderBy: [{ sinceAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      clientId: true,
      enquiryId: true,
      episodeKind: true,
      assessmentFirst: true,
      sinceAt: true,
      state: true,
      nextContactOn: true,
      wishes: true,
      enquiry: { select: { receivedAt: true, practical: true } },
      client: { select: { shortName: true, knownAs: true, firstName: true, safeContactAsClient: true } },
      entryParticipantAsEntry: { select: { clientId: true, client: { select: { shortName: true } } } },
      offerAsEntry: {
        orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          state: true,
          therapistId: true,
          heldUntil: true,
          therapist: { select: { shortName: true } },
        },
      },
    },
  });
  return rows.map((row) => {
    const others = row.entryParticipantAsEntry.filter(({ clientId }) => clientId !== row.clientId);
    const wishes = wishesSchema.safeParse(row.wishes);
    return {
      ...row,
      name: listed([row.client.shortName, ...others.map(({ client }) => client.shortName)]),
      sinceAt: { epochMilliseconds: row.sinceAt.getTime() },
      wishes: (wishes.success ? wishes.data : {}) as Wishes,
      episodeKind: row.episodeKind as EpisodeKind,
      openOffer: row.offerAsEntry.find(({ state }) => !ended.includes(state) && state !== 'agreed') ?? null,
      notAgainTherapistIds: row.offerAsEntry.filter(({ state }) => ended.includes(state)).map((one) => one.therapistId),
    } satisfies WaitingEntry & Record<string, unknown>;
  });
}
export type LoadedEntry = Awaited<ReturnType<typeof loadEntries>>[number];

export function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
