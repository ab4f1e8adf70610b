import { joinWindow, localLabel, localRangeLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { instantOf, localOn } from '../measures/instants.ts';

export const toComeStatuses = ['planned', 'moved'];
export const sessionStatus = z.enum([
  'planned',
  'moved',
  'attended',
  'did-not-attend',
  'cancelled-in-time',
  'cancelled-late',
  'cancelled-by-us',
]);
export const placeKind = z.enum(['room', 'online', 'telephone']);

const columns = {
  id: true,
  episodeId: true,
  seriesId: true,
  therapistId: true,
  roomId: true,
  placeKind: true,
  joinLink: true,
  startsAt: true,
  endsAt: true,
  zone: true,
  status: true,
  number: true,
  feePence: true,
  feeDuePence: true,
  movedFromStartsAt: true,
  beganLateMinutes: true,
  icsSequence: true,
  version: true,
} as const;

/** Sessions by their start, without names: those are asked apart, because a client may not read them all. */
export function findSessions(db: Tx, where: object, options: { take?: number; latestFirst?: boolean } = {}) {
  return db.session.findMany({
    where,
    select: columns,
    orderBy: [{ startsAt: options.latestFirst ? 'desc' : 'asc' }, { id: 'asc' }],
    ...(options.take && { take: options.take }),
  });
}
export type SessionRow = Awaited<ReturnType<typeof findSessions>>[number];

/** What the desk sees of one meeting: who, when, where, in which state. Nothing that was said. */
export const staffSessionSchema = z.strictObject({
  id: z.string(),
  seriesId: z.string().nullable(),
  clients: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  therapist: z.strictObject({ id: z.string(), name: z.string() }),
  on: z.string(),
  time: z.string(),
  endTime: z.string(),
  /** "Tuesday 1 December, 17:30 to 18:20" */
  when: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  minutes: z.number(),
  placeKind,
  roomId: z.string().nullable(),
  /** "Room 2", "online", "by telephone" */
  place: z.string(),
  status: sessionStatus,
  /** For one that was moved: when it was meant to be. */
  movedFrom: z.string().nullable(),
  beganLateMinutes: z.number().nullable(),
  number: z.number().nullable(),
  version: z.number(),
  /** For its therapist alone, from 15 minutes before until the end. */
  joinLink: z.string().nullable(),
});
export type StaffSession = z.infer<typeof staffSessionSchema>;

/** Names to sessions, in three queries for any number of them. As staff. */
export async function toStaffSessions(
  db: Tx,
  practiceId: string,
  rows: readonly SessionRow[],
  seen: { by: string; now: Temporal.Instant },
): Promise<StaffSession[]> {
  const [people, staff, rooms] = await Promise.all([
    // One array and not a list of a thousand places: the same statement for any number of sessions, planned once.
    db.$queryRaw<{ sessionId: string; id: string; name: string }[]>`
      SELECT p.session_id AS "sessionId", k.id, k.short_name AS name FROM session_participant p
        JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
      WHERE p.practice_id = ${practiceId}::uuid AND p.session_id = ANY (${rows.map(({ id }) => id)}::uuid[])
      ORDER BY p.id`,
    db.staffMember.findMany({
      where: { practiceId, id: { in: [...new Set(rows.map(({ therapistId }) => therapistId))] } },
      select: { id: true, shortName: true },
    }),
    roomNames(db, practiceId, rows),
  ]);
  const names = new Map(staff.map(({ id, shortName }) => [id, shortName]));
  const bySession = new Map<string, { id: string; name: string }[]>();
  for (const { sessionId, ...client } of people) {
    const list = bySession.get(sessionId) ?? [];
    list.push(client);
    bySession.set(sessionId, list);
  }
  return rows.map((row) => ({
    ...timesOf(row),
    id: row.id,
    seriesId: row.seriesId,
    clients: bySession.get(row.id) ?? [],
    therapist: { id: row.therapistId, name: names.get(row.therapistId) ?? '' },
    placeKind: row.placeKind as StaffSession['placeKind'],
    roomId: row.roomId,
    place: placeWords(row, rooms),
    status: row.status as StaffSession['status'],
    movedFrom: row.movedFromStartsAt && localLabel(instantOf(row.movedFromStartsAt), row.zone),
    beganLateMinutes: row.beganLateMinutes,
    number: row.number,
    version: row.version,
    joinLink: row.therapistId === seen.by ? openLink(row, seen.now) : null,
  }));
}

/** When, in the words of the session's own wall clock. */
export function timesOf(row: Pick<SessionRow, 'startsAt' | 'endsAt' | 'zone'>) {
  const [start, end] = [instantOf(row.startsAt), instantOf(row.endsAt)];
  return {
    on: localOn(start, row.zone),
    time: timeLabel(start, row.zone),
    endTime: timeLabel(end, row.zone),
    when: localRangeLabel(start, end, row.zone),
    startsAt: start.toString(),
    endsAt: end.toString(),
    minutes: Math.round((end.epochMilliseconds - start.epochMilliseconds) / 60_000),
  };
}

/** The server decides: before its time and after it the link is not in the answer at all. */
export function openLink(
  row: Pick<SessionRow, 'startsAt' | 'endsAt' | 'status' | 'placeKind' | 'joinLink'>,
  now: Temporal.Instant,
) {
  if (row.placeKind !== 'online' || !toComeStatuses.includes(row.status)) return null;
  return joinWindow(instantOf(row.startsAt), instantOf(row.endsAt), now).isOpen ? row.joinLink : null;
}

export async function roomNames(db: Tx, practiceId: string, rows: readonly { roomId: string | null }[]) {
  const ids = [...new Set(rows.flatMap(({ roomId }) => (roomId ? [roomId] : [])))];
  if (ids.length === 0) return new Map<string, { name: string; stepFree: boolean }>();
  const rooms = await db.room.findMany({
    where: { practiceId, id: { in: ids } },
    select: { id: true, name: true, stepFree: true },
  });
  return new Map(rooms.map(({ id, name, stepFree }) => [id, { name, stepFree }]));
}

export function placeWords(
  row: { placeKind: string; roomId: string | null },
  rooms: Map<string, { name: string }>,
): string {
  if (row.placeKind === 'online') return 'online';
  if (row.placeKind === 'telephone') return 'by telephone';
  return (row.roomId && rooms.get(row.roomId)?.name) || 'a room';
}
