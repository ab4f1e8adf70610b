import { localRangeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { keyOf, loadNotes, nothing } from './load-note.ts';
import { reachSession } from './reach.ts';
import { noteOf, noteSchema, templateSchema } from './shapes.ts';
import { authorNames, showNote } from './show-note.ts';
import { ownTemplates } from './templates.ts';

/** One session in one person's record: the caller's own note, begun or not, and what others wrote. Reading is recorded. */
export const get = staffProcedure('notes.get')
  .input(z.strictObject(noteOf))
  .output(
    z.strictObject({
      client: z.strictObject({ id: z.string(), name: z.string(), firstName: z.string() }),
      session: z.strictObject({
        id: z.string(),
        when: z.string(),
        status: z.string(),
        number: z.number().nullable(),
        hasBegun: z.boolean(),
      }),
      note: noteSchema,
      others: z.array(noteSchema),
      mayWrite: z.boolean(),
      /** Who else took part: each has a record of their own. */
      together: z.array(z.strictObject({ clientId: z.string(), firstName: z.string() })),
      templates: z.array(templateSchema),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { record, session } = await reachSession(ctx, input);
    const [notes, people, templates] = await Promise.all([
      loadNotes({ db: ctx.db, vault: ctx.vault, practiceId }, [input]),
      ctx.db.sessionParticipant.findMany({
        where: { practiceId, sessionId: session.id },
        select: { client: { select: { id: true, shortName: true, firstName: true, knownAs: true, state: true } } },
        orderBy: { id: 'asc' },
      }),
      ownTemplates(ctx),
    ]);
    const all = notes.get(keyOf(input.sessionId, input.clientId)) ?? [];
    const names = await authorNames(ctx.db, practiceId, all);
    const ids = all.flatMap(({ noteId }) => (noteId === null ? [] : [noteId]));
    await ctx.recordRead('session-note', input.clientId, ids, record.purpose);
    const shown = all.map((note) => showNote(note, { names, staffId, session }));
    const firstName = (one: { knownAs: string | null; firstName: string }) => one.knownAs ?? one.firstName;
    const client = people.find(({ client: { id } }) => id === input.clientId)?.client;
    return {
      client: {
        id: input.clientId,
        name: client?.shortName ?? '',
        firstName: client ? firstName(client) : '',
      },
      session: {
        id: session.id,
        when: localRangeLabel(instantOf(session.startsAt), instantOf(session.endsAt), session.zone),
        status: session.status,
        number: session.number,
        hasBegun: session.startsAt.getTime() <= ctx.now().epochMilliseconds,
      },
      note: shown.find(({ isOwn }) => isOwn) ?? showNote(nothing, { names, staffId, session }),
      others: shown.filter(({ isOwn }) => !isOwn),
      mayWrite: record.mayWrite,
      together: people
        .filter(({ client: { id, state } }) => id !== input.clientId && state !== 'erased')
        .map((one) => ({ clientId: one.client.id, firstName: firstName(one.client) })),
      templates,
    };
  });
