import { z } from 'zod';
import { agreementLine, currentAgreement } from '../agreements/current-agreement.ts';
import { owedBy } from '../fees/accounts.ts';
import { dateOf } from '../measures/instants.ts';
import { ownSessionSchema, ownSessions } from '../scheduling/own-sessions.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { thingSchema, thingsToDo } from './things-to-do.ts';

/** Where we stand: what there is to do, what we agreed, what is next, what is owed, who reads what. */
export const mine = clientProcedure('home.mine')
  .output(
    z.strictObject({
      firstName: z.string(),
      things: z.array(thingSchema),
      minutes: z.number(),
      /** The next meetings, soonest first; one that has begun is among them until it ends. */
      next: z.array(ownSessionSchema),
      hadSessions: z.boolean(),
      agreed: z.string().nullable(),
      owedPence: z.number(),
      therapist: z.string().nullable(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const now = dateOf(ctx.now());
    const [client, things, next, past, owedPence, course] = await Promise.all([
      ctx.db.client.findFirst({ where: { practiceId, id: clientId }, select: { firstName: true, knownAs: true } }),
      thingsToDo(ctx),
      ownSessions(ctx, { status: { in: ['planned', 'moved'] }, endsAt: { gt: now } }, { take: 3 }),
      ownSessions(ctx, { status: 'attended', endsAt: { lte: now } }, { take: 1 }),
      owedBy(ctx.db, practiceId, clientId),
      ctx.db.episode.findFirst({
        where: {
          practiceId,
          state: { not: 'ended' },
          episodeParticipantAsEpisode: { some: { clientId, leftAt: null } },
        },
        orderBy: { openedAt: 'desc' },
        select: { id: true },
      }),
    ]);
    const agreement = course && (await currentAgreement(ctx.db, practiceId, course.id));
    const isAgreed = agreement?.state === 'agreed';
    return {
      firstName: client?.knownAs ?? client?.firstName ?? '',
      things,
      minutes: things.reduce((sum, { minutes }) => sum + minutes, 0),
      next,
      hadSessions: past.length > 0,
      agreed: isAgreed ? agreementLine(agreement.frame) : null,
      owedPence,
      therapist: isAgreed ? agreement.frame.parties.therapist.name : null,
    };
  });
