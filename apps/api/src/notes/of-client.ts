import { fail, idSchema } from '@heather/core';
import { localRangeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { keyOf, loadNotes } from './load-note.ts';
import { reachRecord } from './reach.ts';
import { noteSchema } from './shapes.ts';
import { authorNames, showNote } from './show-note.ts';

const page = 12;

/** The sessions that one client had, the newest first, with what was written about each. Reading is recorded. */
export const ofClient = staffProcedure('notes.ofClient')
  .input(z.strictObject({ clientId: idSchema('client'), before: idSchema('session').nullable() }))
  .output(
    z.strictObject({
      client: z.strictObject({ id: z.string(), name: z.string(), firstName: z.string() }),
      mayWrite: z.boolean(),
      sessions: z.array(
        z.strictObject({ sessionId: z.string(), when: z.string(), status: z.string(), notes: z.array(noteSchema) }),
      ),
      /** The last of these when there are more. */
      next: z.string().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId } = input;
    const reached = await reachRecord(ctx, clientId);
    const ofCourse = reached.episodeIds === 'all' ? {} : { session: { episodeId: { in: reached.episodeIds } } };
    const where = { practiceId, clientId, ...ofCourse };
    const columns = {
      session: { select: { id: true, startsAt: true, endsAt: true, zone: true, status: true } },
    } as const;
    const before =
      input.before &&
      (await ctx.db.sessionParticipant.findFirst({
        where: { ...where, sessionId: input.before },
        select: { id: true, startsAt: true },
      }));
    if (input.before && !before) return fail('not-found');
    const [client, rows] = await Promise.all([
      ctx.db.client.findFirst({
        where: { practiceId, id: clientId },
        select: { shortName: true, firstName: true, knownAs: true },
      }),
      ctx.db.sessionParticipant.findMany({
        where: {
          ...where,
          startsAt: { lte: dateOf(ctx.now()) },
          ...(before && {
            OR: [{ startsAt: { lt: before.startsAt } }, { startsAt: before.startsAt, id: { lt: before.id } }],
          }),
        },
        select: columns,
        orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
        take: page + 1,
      }),
    ]);
    const shown = rows.slice(0, page).map(({ session }) => session);
    const notes = await loadNotes(
      { db: ctx.db, vault: ctx.vault, practiceId },
      shown.map(({ id }) => ({ sessionId: id, clientId })),
    );
    const all = [...notes.values()].flat();
    const names = await authorNames(ctx.db, practiceId, all);
    const ids = all.flatMap(({ noteId }) => (noteId === null ? [] : [noteId]));
    await ctx.recordRead('session-note', clientId, ids, reached.purpose);
    return {
      client: {
        id: clientId,
        name: client?.shortName ?? '',
        firstName: client?.knownAs ?? client?.firstName ?? '',
      },
      mayWrite: reached.mayWrite,
      sessions: shown.map((session) => ({
        sessionId: session.id,
        when: localRangeLabel(instantOf(session.startsAt), instantOf(session.endsAt), session.zone),
        status: session.status,
        notes: (notes.get(keyOf(session.id, clientId)) ?? []).map((note) =>
          showNote(note, { names, staffId, session }),
        ),
      })),
      next: rows.length > page ? (shown.at(-1)?.id ?? null) : null,
    };
  });
