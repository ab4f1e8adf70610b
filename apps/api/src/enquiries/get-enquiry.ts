import { wishesSchema } from '@heather/allocation';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { assessmentOf } from '../allocation/open-assessment.ts';
import type { Tx } from '../database.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { contactWords } from './contact-words.ts';
import { needSchema, readPractical } from './enquiry-input.ts';

/** One enquiry without its words: practical wishes and safe contact. */
export const get = staffProcedure('enquiries.get')
  .input(z.strictObject({ enquiryId: idSchema('enquiry') }))
  .output(
    z.strictObject({
      id: z.string(),
      clientId: z.string(),
      name: z.string(),
      fullName: z.string(),
      pronouns: z.string().nullable(),
      nation: z.string(),
      source: z.string(),
      state: z.string(),
      receivedAt: z.string(),
      triagedAt: z.string().nullable(),
      triagedBy: z.string().nullable(),
      referredTo: z.string().nullable(),
      safeContact: z.array(z.string()),
      episodeKind: z.string(),
      others: z.array(z.string()),
      wishes: wishesSchema,
      needs: z.array(needSchema),
      entryId: z.string().nullable(),
      /** After "an assessment session first", while they wait: who has it, and who could. */
      assessment: z
        .strictObject({
          therapist: z.string().nullable(),
          therapists: z.array(z.strictObject({ id: z.string(), name: z.string() })),
        })
        .nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.enquiry.findFirst({
      where: { practiceId, id: input.enquiryId },
      select: {
        id: true,
        clientId: true,
        source: true,
        state: true,
        receivedAt: true,
        triagedAt: true,
        referredTo: true,
        practical: true,
        triagedBy: { select: { shortName: true } },
        client: {
          select: {
            shortName: true,
            firstName: true,
            lastName: true,
            pronouns: true,
            nation: true,
            safeContactAsClient: true,
          },
        },
        waitingListEntryAsEnquiry: {
          select: { id: true, assessmentFirst: true, state: true },
          orderBy: { sinceAt: 'desc' },
          take: 1,
        },
      },
    });
    if (!row) return fail('not-found');
    const { client, practical: stored, waitingListEntryAsEnquiry: entries, triagedBy, ...rest } = row;
    const practical = readPractical(stored);
    return {
      ...rest,
      name: client.shortName,
      fullName: `${client.firstName} ${client.lastName}`,
      pronouns: client.pronouns,
      nation: client.nation,
      receivedAt: row.receivedAt.toISOString(),
      triagedAt: row.triagedAt?.toISOString() ?? null,
      triagedBy: triagedBy?.shortName ?? null,
      safeContact: contactWords(client.safeContactAsClient),
      episodeKind: practical.episodeKind,
      others: practical.others.map((other) => `${other.firstName} ${other.lastName}`),
      wishes: practical.wishes,
      needs: practical.needs,
      entryId: entries[0]?.id ?? null,
      assessment:
        entries[0]?.assessmentFirst && entries[0].state === 'waiting'
          ? await assessmentPart(ctx.db, practiceId, row.clientId)
          : null,
    };
  });

async function assessmentPart(db: Tx, practiceId: string, clientId: string) {
  const [open, therapists] = await Promise.all([
    assessmentOf(db, practiceId, clientId),
    db.staffMember.findMany({
      where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'therapist' } } },
      select: { id: true, shortName: true },
      orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
    }),
  ]);
  const names = therapists.map(({ id, shortName }) => ({ id, name: shortName }));
  return { therapist: names.find(({ id }) => id === open?.therapistId)?.name ?? null, therapists: open ? [] : names };
}
