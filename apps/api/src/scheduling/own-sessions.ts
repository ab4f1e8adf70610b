import { fail, idSchema } from '@heather/core';
import { cancellationTerms, localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { currentAgreements } from '../agreements/current-agreement.ts';
import type { Tx } from '../database.ts';
import { dateOf } from '../measures/instants.ts';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import {
  findSessions,
  openLink,
  placeKind,
  placeWords,
  roomNames,
  type SessionRow,
  sessionStatus,
  timesOf,
  toComeStatuses,
} from './session-rows.ts';
import { stateOf } from './session-terms.ts';

export const ownSessionSchema = z.strictObject({
  id: z.string(),
  when: z.string(),
  /** "Tuesday 1 December, 17:30" */
  start: z.string(),
  on: z.string(),
  time: z.string(),
  minutes: z.number(),
  placeKind,
  /** "With Leila, in Room 2. No stairs." */
  where: z.string(),
  status: sessionStatus,
  movedFrom: z.string().nullable(),
  version: z.number(),
  /** In the answer only from 15 minutes before until the end. */
  joinLink: z.string().nullable(),
  /** What happens if it is cancelled now. Null: it is over or has begun. */
  ifCancelled: z
    .strictObject({ kind: z.enum(['in-time', 'late']), feeDuePence: z.number(), closes: z.string() })
    .nullable(),
  mayMove: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

/** The client's own sessions that `where` finds, in their words. */
export async function ownSessions(
  ctx: ClientContext,
  where: object,
  options: { take?: number; latestFirst?: boolean } = {},
): Promise<OwnSession[]> {
  const { practiceId, clientId } = ctx.actor;
  const mine = { practiceId, sessionParticipantAsSession: { some: { clientId } } };
  const rows = await findSessions(ctx.db, { ...mine, ...where }, options);
  return toOwnSessions(ctx.db, practiceId, rows, ctx.now());
}

async function toOwnSessions(db: Tx, practiceId: string, rows: readonly SessionRow[], now: Temporal.Instant) {
  const [rooms, staff, agreements] = await Promise.all([
    roomNames(db, practiceId, rows),
    db.staffMember.findMany({
      where: { practiceId, id: { in: [...new Set(rows.map(({ therapistId }) => therapistId))] } },
      select: { id: true, fullName: true },
    }),
    currentAgreements(db, practiceId, [...new Set(rows.map(({ episodeId }) => episodeId))]),
  ]);
  const names = new Map(staff.map(({ id, fullName }) => [id, fullName.split(' ')[0] ?? '']));
  return rows.map((row): OwnSession => {
    const agreement = agreements.get(row.episodeId);
    const windowHours = agreement?.state === 'agreed' ? agreement.frame.cancellationWindowHours : 0;
    const state = stateOf(row, windowHours);
    const terms = cancellationTerms({ ...state, now, by: 'client' });
    const isOpen = toComeStatuses.includes(row.status) && row.startsAt.getTime() > now.epochMilliseconds;
    const { when, on, time, minutes } = timesOf(row);
    return {
      id: row.id,
      when,
      start: localLabel(state.startsAt, row.zone),
      on,
      time,
      minutes,
      placeKind: row.placeKind as OwnSession['placeKind'],
      where: whereWords(row, names.get(row.therapistId), rooms),
      status: row.status as OwnSession['status'],
      movedFrom: row.movedFromStartsAt && localLabel({ epochMilliseconds: row.movedFromStartsAt.getTime() }, row.zone),
      version: row.version,
      joinLink: openLink(row, now),
      ifCancelled: isOpen
        ? { kind: terms.kind, feeDuePence: terms.feeDuePence, closes: localLabel(terms.closesAt, row.zone) }
        : null,
      mayMove: isOpen && (terms.kind === 'in-time' || windowHours === 0),
    };
  });
}

function whereWords(
  row: SessionRow,
  name: string | undefined,
  rooms: Map<string, { name: string; stepFree: boolean }>,
): string {
  const room = row.roomId ? rooms.get(row.roomId) : undefined;
  const place = row.placeKind === 'room' ? `in ${placeWords(row, rooms)}` : placeWords(row, rooms);
  return `${name ? `With ${name}, ${place}` : `${place[0]?.toUpperCase()}${place.slice(1)}`}.${room?.stepFree ? ' No stairs.' : ''}`;
}

/** My own session, or not-found as for any other id. */
export async function loadOwnSession(ctx: ClientContext, sessionId: string): Promise<SessionRow> {
  const { practiceId, clientId } = ctx.actor;
  const where = { practiceId, id: sessionId, sessionParticipantAsSession: { some: { clientId } } };
  const [row] = await findSessions(ctx.db, where);
  return row ?? fail('not-found');
}

/** The next sessions, soonest first, and the last few. */
export const mine = clientProcedure('scheduling.mine')
  .input(z.strictObject({ sessionId: idSchema('session').optional() }))
  .output(z.strictObject({ toCome: z.array(ownSessionSchema), past: z.array(ownSessionSchema) }))
  .query(async ({ ctx, input }) => {
    const now = dateOf(ctx.now());
    if (input.sessionId) {
      const [one] = await ownSessions(ctx, { id: input.sessionId });
      return one ? { toCome: [one], past: [] } : fail('not-found');
    }
    const [toCome, past] = await Promise.all([
      ownSessions(ctx, { endsAt: { gt: now } }, { take: 30 }),
      ownSessions(ctx, { endsAt: { lte: now } }, { take: 12, latestFirst: true }),
    ]);
    return { toCome, past };
  });
