import { randomUUID } from 'node:crypto';
import { wishesSchema } from '@heather/allocation';
import { dateOnSchema, fail, idSchema, lineSchema, textSchema } from '@heather/core';
import { normaliseAddress } from '@heather/mail';
import { z } from 'zod';
import { codeAddressOf, isAnothers } from '../account/code-address.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { type Practical, readPractical } from './enquiry-input.ts';
import { contactOfOther, makeClientRow } from './make-client-row.ts';

const input = z
  .strictObject({
    enquiryId: idSchema('enquiry'),
    decision: z.enum(['suitable', 'assessment', 'referred-on']),
    /** Sealed: why, for whoever reads it after. */
    note: textSchema(4000).nullable(),
    /** Where they were pointed to: a service's name, nothing about the person. */
    referredTo: lineSchema(120).nullable(),
    nextContactOn: dateOnSchema.nullable(),
    /** As asked, unless the clinical lead found otherwise. */
    episodeKind: z.enum(['individual', 'couple', 'family', 'group']),
    wishes: wishesSchema,
  })
  .refine((given) => given.decision !== 'referred-on' || (given.referredTo && given.note), {
    path: ['referredTo'],
    message: 'says where to, and the note says why',
  });

/** The clinical lead decides once: onto the waiting list, an assessment session first, or on to somebody else. */
export const triage = staffProcedure('enquiries.triage')
  .input(input)
  .output(z.strictObject({ state: z.string(), entryId: z.string().nullable() }))
  .mutation(({ ctx, input: given }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const enquiry = await tx.enquiry.findFirst({
        where: { practiceId, id: given.enquiryId },
        select: { id: true, clientId: true, receivedAt: true, practical: true, client: { select: { nation: true } } },
      });
      if (!enquiry) return fail('not-found');
      const note = given.note
        ? await tx.vault.seal(
            enquiry.clientId,
            { table: 'enquiry', column: 'triage_note_sealed', rowId: enquiry.id },
            given.note,
          )
        : null;
      const { count } = await tx.enquiry.updateMany({
        where: { practiceId, id: enquiry.id, state: 'new' },
        data: {
          state: given.decision,
          triagedById: ctx.actor.staffId,
          triagedAt: new Date(tx.now().epochMilliseconds),
          triageNoteSealed: note,
          referredTo: given.decision === 'referred-on' ? given.referredTo : null,
        },
      });
      if (count === 0) return fail('enquiry/already-triaged');
      const isReferred = given.decision === 'referred-on';
      await tx.client.updateMany({
        where: { practiceId, id: enquiry.clientId },
        data: { state: isReferred ? 'referred-on' : 'waiting' },
      });
      await tx.audit('enquiry.triaged', {
        subjectType: 'enquiry',
        subjectId: enquiry.id,
        clientId: enquiry.clientId,
        changes: ['state'],
        facts: { state: given.decision },
      });
      if (!isReferred) await keepToTheFirst(tx, enquiry.clientId);
      const entryId = isReferred ? null : await addEntry(tx, enquiry, given);
      return { state: given.decision, entryId };
    }),
  );

type Enquiry = { id: string; clientId: string; receivedAt: Date; practical: unknown; client: { nation: string } };

/** The wait counts from the day they asked, not from the day we got round to it. */
async function addEntry(tx: WriteTransaction, enquiry: Enquiry, given: z.infer<typeof input>): Promise<string> {
  const { practiceId } = tx;
  const entryId = randomUUID();
  const clientIds = [enquiry.clientId, ...(await addOthers(tx, enquiry, readPractical(enquiry.practical), given))];
  await tx.waitingListEntry.createMany({
    data: [
      {
        practiceId,
        id: entryId,
        clientId: enquiry.clientId,
        enquiryId: enquiry.id,
        episodeKind: given.episodeKind,
        assessmentFirst: given.decision === 'assessment',
        sinceAt: enquiry.receivedAt,
        state: 'waiting',
        nextContactOn: given.nextContactOn === null ? null : new Date(`${given.nextContactOn}T00:00:00Z`),
        wishes: given.wishes,
      },
    ],
  });
  await tx.entryParticipant.createMany({
    data: clientIds.map((clientId) => ({ practiceId, id: randomUUID(), entryId, clientId })),
  });
  await tx.audit('entry.added', {
    subjectType: 'entry',
    subjectId: entryId,
    clientId: enquiry.clientId,
    facts: { people: clientIds.length },
  });
  return entryId;
}

async function addOthers(
  tx: WriteTransaction,
  enquiry: Enquiry,
  practical: Practical,
  given: z.infer<typeof input>,
): Promise<string[]> {
  if (given.episodeKind === 'individual') return [];
  const { nation } = enquiry.client;
  const safe = await tx.safeContact.findFirst({ where: { practiceId: tx.practiceId, clientId: enquiry.clientId } });
  const used = new Set([normaliseAddress(safe?.email ?? '')]);
  const ids: string[] = [];
  for (const { firstName, lastName, email } of practical.others) {
    // Each has an address of their own, or none: in a box that two read, either could answer for the other.
    const isOwn = email !== null && !used.has(normaliseAddress(email));
    if (email) used.add(normaliseAddress(email));
    const contact = contactOfOther(isOwn ? email : null);
    const id = await makeClientRow(tx, { firstName, lastName, nation, state: 'waiting', contact });
    await keepToTheFirst(tx, id);
    ids.push(id);
  }
  return ids;
}

/** From here on this person may sign in. An address that somebody else here had before them is no proof of who they are. */
async function keepToTheFirst(tx: WriteTransaction, clientId: string): Promise<void> {
  const { practiceId } = tx;
  const safe = await tx.safeContact.findFirst({ where: { practiceId, clientId } });
  if (!(await isAnothers(tx.shell, tx, practiceId, clientId, codeAddressOf(safe)))) return;
  const emailUnprovenAt = new Date(tx.now().epochMilliseconds);
  await tx.safeContact.updateMany({ where: { practiceId, clientId }, data: { emailUnprovenAt } });
}
