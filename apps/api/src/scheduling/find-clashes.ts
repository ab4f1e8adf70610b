import { type Candidate, findConflicts, localLabel, type Resource, type Taken } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';

/** One time that cannot be had, and who or what is in the way. Never what else they are doing. */
export const clashSchema = z.strictObject({
  key: z.string(),
  when: z.string(),
  kind: z.enum(['therapist', 'room', 'client', 'away', 'closed']),
  name: z.string(),
});
export type NamedClash = z.infer<typeof clashSchema>;

/**
 * Every clash of these meetings with what is taken, and with leave and closures, named by date and resource; ordered by time.
 * @param besides rows that do not count: the offer whose place is being booked, the session that is being moved
 */
export async function findClashes(
  db: Tx,
  practiceId: string,
  candidates: readonly Candidate[],
  zone: string,
  besides: { offerId?: string | null; sessionId?: string } = {},
): Promise<NamedClash[]> {
  if (candidates.length === 0) return [];
  const from = new Date(Math.min(...candidates.map(({ start }) => start.epochMilliseconds)));
  const to = new Date(Math.max(...candidates.map(({ end }) => end.epochMilliseconds)));
  const resources = new Map(candidates.flatMap((one) => one.resources.map((r) => [`${r.kind}:${r.id}`, r] as const)));
  const ids = (kind: Resource['kind']) => [...resources.values()].filter((r) => r.kind === kind).map(({ id }) => id);
  const overlaps = { startsAt: { lt: to }, endsAt: { gt: from } };
  const [occupied, absences, names] = await Promise.all([
    db.occupied.findMany({
      where: { practiceId, active: true, resourceId: { in: [...resources.values()].map(({ id }) => id) }, ...overlaps },
      select: { kind: true, resourceId: true, startsAt: true, endsAt: true, offerId: true, sessionId: true },
    }),
    db.absence.findMany({
      where: { practiceId, OR: [{ staffId: { in: ids('therapist') } }, { staffId: null }], ...overlaps },
      select: { staffId: true, startsAt: true, endsAt: true },
    }),
    namesOf(db, practiceId, { therapists: ids('therapist'), rooms: ids('room'), clients: ids('client') }),
  ]);
  const moment = (date: Date) => ({ epochMilliseconds: date.getTime() });
  const taken: Taken[] = [
    ...occupied
      .filter((row) => !(besides.offerId && row.offerId === besides.offerId))
      .filter((row) => !(besides.sessionId && row.sessionId === besides.sessionId))
      .map((row) => ({
        kind: row.kind as Taken['kind'],
        resourceId: row.resourceId,
        startsAt: moment(row.startsAt),
        endsAt: moment(row.endsAt),
      })),
    ...absences.flatMap((row) =>
      (row.staffId ? [row.staffId] : ids('therapist')).map((resourceId) => ({
        kind: 'therapist' as const,
        resourceId,
        startsAt: moment(row.startsAt),
        endsAt: moment(row.endsAt),
        ref: row.staffId ? 'away' : 'closed',
      })),
    ),
  ];
  const starts = new Map(candidates.map(({ key, start }) => [key, start]));
  const seen = new Set<string>();
  return findConflicts(candidates, taken).flatMap((clash) => {
    const kind = clash.ref === 'away' || clash.ref === 'closed' ? clash.ref : clash.resource.kind;
    // Two meetings in the way of one are still one clash to the person who reads it.
    const once = `${clash.key} ${kind} ${clash.resource.id}`;
    if (seen.has(once)) return [];
    seen.add(once);
    const when = localLabel(starts.get(clash.key) ?? clash.startsAt, zone);
    return [{ key: clash.key, when, kind, name: names.get(clash.resource.id) ?? '' }];
  });
}

async function namesOf(db: Tx, practiceId: string, of: { therapists: string[]; rooms: string[]; clients: string[] }) {
  const [staff, rooms, clients] = await Promise.all([
    db.staffMember.findMany({
      where: { practiceId, id: { in: of.therapists } },
      select: { id: true, shortName: true },
    }),
    db.room.findMany({ where: { practiceId, id: { in: of.rooms } }, select: { id: true, name: true } }),
    db.client.findMany({ where: { practiceId, id: { in: of.clients } }, select: { id: true, shortName: true } }),
  ]);
  return new Map([
    ...staff.map(({ id, shortName }) => [id, shortName] as const),
    ...rooms.map(({ id, name }) => [id, name] as const),
    ...clients.map(({ id, shortName }) => [id, shortName] as const),
  ]);
}

/** What a refusal may carry: at most twenty clashes, so that an answer stays an answer. */
export const clashDetails = (clashes: readonly NamedClash[]) => ({
  clashes: clashes.slice(0, 20),
  more: Math.max(0, clashes.length - 20),
});

/** Local wall time to an instant; a time that the clock change leaves out is put an hour later, as in every series. */
export const instantAt = (on: string, time: string, zone: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(zone).toInstant();
