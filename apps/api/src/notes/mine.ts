import { dateLabel } from '@heather/scheduling';
import { z } from 'zod';
import { firstNameOf } from '../check-ins/own-check-in.ts';
import { localOn } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { entryPlace } from './note-place.ts';

/** So many of the newest; whoever wants all of them asks for their record. */
const most = 100;

/** Notes that are shared with me now, the newest share first: what was written, by whom, and since when I may read it. */
export const mine = clientProcedure('notes.mine')
  .output(
    z.strictObject({
      notes: z.array(
        z.strictObject({
          id: z.string(),
          sessionOn: z.string(),
          sharedOn: z.string(),
          by: z.string().nullable(),
          entries: z.array(z.strictObject({ id: z.string(), words: z.string(), writtenOn: z.string() })),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    // Row-level security answers with no more entries than are shared; the count is asked for all the same.
    const shares = await ctx.db.noteShare.findMany({
      where: { practiceId, clientId, endedAt: null },
      select: {
        entries: true,
        sharedAt: true,
        note: {
          select: {
            id: true,
            authorId: true,
            session: { select: { startsAt: true, zone: true } },
            noteEntryAsNote: { orderBy: { ordinal: 'asc' } },
          },
        },
      },
      orderBy: [{ sharedAt: 'desc' }, { id: 'desc' }],
      take: most,
    });
    const authors = await ctx.db.staffMember.findMany({
      where: { practiceId, id: { in: [...new Set(shares.map(({ note }) => note.authorId))] } },
      select: { id: true, fullName: true },
    });
    const names = new Map(authors.map(({ id, fullName }) => [id, firstNameOf(fullName)]));
    const label = (at: Date, zone: string) => dateLabel(localOn(at, zone), { withYear: true });
    const zone = ctx.practice.timeZone;
    const notes = await Promise.all(
      shares.map(async ({ entries, sharedAt, note }) => ({
        id: note.id,
        sessionOn: label(note.session.startsAt, note.session.zone),
        sharedOn: label(sharedAt, zone),
        by: names.get(note.authorId) ?? null,
        entries: await Promise.all(
          note.noteEntryAsNote
            .filter(({ ordinal }) => ordinal <= entries)
            .map(async ({ id, wordsSealed, writtenAt }) => ({
              id,
              words: await ctx.vault.open(clientId, entryPlace(id), wordsSealed),
              writtenOn: label(writtenAt, zone),
            })),
        ),
      })),
    );
    return { notes };
  });
