import { packStateAt } from '@heather/consent';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { ownCourses } from './reach.ts';
import { packStateSchema } from './shapes.ts';

const line = z.strictObject({
  packId: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  therapistName: z.string(),
  state: packStateSchema,
  channel: z.string(),
  sentAt: z.string(),
  expiresAt: z.string(),
  signedAt: z.string().nullable(),
  isCountersigned: z.boolean(),
});

/** For the board: what is open, and what ended in the last thirty days without being replaced. */
const lookBackDays = 30;
/** What waits is shown oldest first: nobody falls off for having waited longest. */
const mostOpen = 500;
const mostEnded = 200;

/** Who has signed, who waits, who wants to talk, who said no. Status only: not a word of what is agreed. */
export const board = staffProcedure('agreements.board')
  .output(z.strictObject({ lines: z.array(line), timeZone: z.string(), isCut: z.boolean() }))
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const since = dateOf(ctx.now().subtract({ hours: 24 * lookBackDays }));
    const reached = await withinReach(ctx);
    const toCountersign = { state: 'signed', signatureAsPack: { none: { role: 'therapist' } } };
    const open = await ctx.db.agreementPack.findMany({
      where: {
        practiceId,
        ...reached,
        workingAgreement: { state: 'sent' },
        episode: { state: { not: 'ended' } },
        OR: [{ state: { in: ['sent', 'talking'] } }, toCountersign],
      },
      orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
      take: mostOpen,
      select: shown,
    });
    const ended = await ctx.db.agreementPack.findMany({
      where: {
        practiceId,
        ...reached,
        state: { in: ['signed', 'declined', 'expired'] },
        sentAt: { gte: since },
        NOT: toCountersign,
      },
      orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
      take: mostEnded,
      select: shown,
    });
    return {
      timeZone: ctx.practice.timeZone,
      isCut: open.length === mostOpen,
      lines: [...open, ...ended].map((row) => {
        const state = row.state as 'sent';
        return {
          packId: row.id,
          clientId: row.clientId,
          clientName: row.client.shortName,
          therapistName: row.workingAgreement.therapist.shortName,
          state: packStateAt({ state, expiresAt: instantOf(row.expiresAt).toString() }, ctx.now()),
          channel: row.channel,
          sentAt: row.sentAt.toISOString(),
          expiresAt: row.expiresAt.toISOString(),
          signedAt: row.signatureAsPack.find(({ role }) => role === 'client')?.signedAt.toISOString() ?? null,
          isCountersigned: row.signatureAsPack.some(({ role }) => role === 'therapist'),
        };
      }),
    };
  });

const shown = {
  id: true,
  clientId: true,
  state: true,
  channel: true,
  sentAt: true,
  expiresAt: true,
  client: { select: { shortName: true } },
  workingAgreement: { select: { therapist: { select: { shortName: true } } } },
  signatureAsPack: { select: { role: true, signedAt: true } },
} as const;

/** Of the caller's own courses, asked of the database before anything is cut; of the whole practice for who may see all of it. */
async function withinReach(ctx: StaffContext): Promise<{ episodeId?: { in: string[] } }> {
  const { episodeIds } = await ownCourses(ctx);
  return episodeIds ? { episodeId: { in: episodeIds } } : {};
}

/** Minutes after which a signed agreement without its seal is something to look at. */
const unsealedMinutes = 5;

/** How many agreements both have signed and nothing has sealed for five minutes; since when. For the manager's first page too. */
export async function unsealedSince(db: Tx, practiceId: string, now: Temporal.Instant) {
  const rows = await db.signature.findMany({
    where: {
      practiceId,
      role: 'therapist',
      signedAt: { lte: dateOf(now.subtract({ minutes: unsealedMinutes })) },
      pack: { sealAsPack: null },
    },
    orderBy: { signedAt: 'asc' },
    select: { signedAt: true },
  });
  return { count: rows.length, since: rows[0]?.signedAt.toISOString() ?? null };
}

export const unsealed = staffProcedure('agreements.unsealed')
  .output(z.strictObject({ count: z.number(), since: z.string().nullable() }))
  .query(({ ctx }) => unsealedSince(ctx.db, ctx.actor.practiceId, ctx.now()));

/** The published wordings: which, for where, since when. */
export const templates = staffProcedure('agreements.templates')
  .output(
    z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        kind: z.string(),
        number: z.number(),
        nation: z.string(),
        publishedAt: z.string().nullable(),
        clauses: z.array(z.object({ clauseId: z.string(), kind: z.string(), heading: z.string(), text: z.string() })),
      }),
    ),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const rows = await ctx.db.templateVersion.findMany({
      where: { practiceId, state: 'published' },
      include: { template: true },
      orderBy: [{ nation: 'asc' }, { number: 'desc' }],
    });
    return rows.map((row) => ({
      id: row.id,
      title: row.template.title,
      kind: row.template.kind,
      number: row.number,
      nation: row.nation,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      clauses: row.clauses as { clauseId: string; kind: string; heading: string; text: string }[],
    }));
  });
