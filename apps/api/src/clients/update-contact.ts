import { randomUUID } from 'node:crypto';
import { fail, idSchema, lineSchema, textSchema } from '@heather/core';
import { z } from 'zod';
import { codeAddressOf, isAnothers } from '../account/code-address.ts';
import type { Tx } from '../database.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import type { Shell } from '../shell.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { contactSchema } from './contact-shape.ts';
import { keepContact } from './keep-contact.ts';
import { reachClient } from './reach.ts';

const clientId = idSchema('client');

/**
 * As told by the client, at the desk or on the telephone; they are asked to confirm it when they next sign in. Another e-mail address
 * takes neutral mail from here on, and a code only once they have said themselves that it is theirs; their therapist is told.
 */
export const updateContact = staffProcedure('clients.updateContact')
  .input(z.strictObject({ clientId, contact: contactSchema }))
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { clientId: id, contact } = input;
    const { practiceId, staffId } = ctx.actor;
    await reachClient(ctx, id);
    const [isTaken, hasBegun] = await ctx.asWorker(({ db }) =>
      Promise.all([
        isAnothers(ctx.shell, db, practiceId, id, codeAddressOf(contact)),
        hasSomethingHere(ctx.shell, db, practiceId, id),
      ]),
    );
    return ctx.write(async (tx) => {
      const { isUnproven } = await keepContact(tx, id, contact, { by: 'staff', hasBegun, isAnothers: isTaken });
      if (isUnproven) await tellTherapists(tx, id, staffId);
      return { kept: true };
    });
  });

/** Whether signing in as this person would show anything: their words, an offer, a course, or what they found there before. */
async function hasSomethingHere(shell: Shell, db: Tx, practiceId: string, id: string): Promise<boolean> {
  const [signedIn, course, offer, enquiry] = await Promise.all([
    shell.auth.client.signIns.whoEver(practiceId, [id]),
    db.episodeParticipant.findFirst({ where: { practiceId, clientId: id }, select: { id: true } }),
    db.entryParticipant.findFirst({
      where: { practiceId, clientId: id, entry: { offerAsEntry: { some: { state: { not: 'held' } } } } },
      select: { id: true },
    }),
    db.enquiry.findFirst({
      where: { practiceId, clientId: id, OR: [{ source: 'web' }, { bringsSealed: { not: null } }] },
      select: { id: true },
    }),
  ]);
  return signedIn.size > 0 || [course, offer, enquiry].some((row) => row !== null);
}

/** Neutral, and at once: they are the one who notices that nobody asked for this, and who says the code where somebody did. */
async function tellTherapists(tx: WriteTransaction, id: string, changedById: string): Promise<void> {
  const { practiceId } = tx;
  const rows = await tx.allocation.findMany({
    where: { practiceId, untilAt: null, episode: { episodeParticipantAsEpisode: { some: { clientId: id } } } },
    select: { therapistId: true },
  });
  for (const staffId of new Set(rows.map(({ therapistId }) => therapistId)))
    if (staffId !== changedById)
      await queueMail(tx, {
        staffId,
        template: 'something-to-read',
        params: { url: `${tx.shell.addresses.staffUrl}/clients/${id}/reaching` },
        key: `address:${id}:${staffId}:${tx.now().epochMilliseconds}`,
      });
}

const personInput = z.strictObject({
  kind: z.enum(['gp', 'emergency', 'partner', 'guardian', 'other']),
  name: lineSchema(120, 1),
  telephone: lineSchema(30).nullable(),
  address: textSchema(300).nullable(),
  relationship: lineSchema(60).nullable(),
});
/** More would be an address book. */
const mostPeople = 12;

/** Somebody round the client: their GP, whom to ring in an emergency. With an id it changes that one. */
export const keepPerson = staffProcedure('clients.keepPerson')
  .input(z.strictObject({ clientId, personId: idSchema('client').nullable(), person: personInput }))
  .output(z.strictObject({ personId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    await reachClient(ctx, input.clientId);
    const person = {
      ...input.person,
      telephone: input.person.telephone || null,
      address: input.person.address || null,
      relationship: input.person.relationship || null,
    };
    return ctx.write(async (tx) => {
      const where = { practiceId, clientId: input.clientId };
      const personId = input.personId ?? randomUUID();
      if (input.personId) {
        const { count } = await tx.personAround.updateMany({ where: { ...where, id: personId }, data: person });
        if (count === 0) return fail('not-found');
      } else {
        const all = await tx.personAround.findMany({ where });
        // Pressed twice is once.
        const same = all.find((one) => one.kind === person.kind && one.name === person.name);
        if (same) {
          await tx.personAround.updateMany({ where: { ...where, id: same.id }, data: person });
          return { personId: same.id };
        }
        if (all.length >= mostPeople) return fail('too-large', { most: mostPeople });
        await tx.personAround.create({ data: { ...where, id: personId, ...person, createdAt: dateOf(tx.now()) } });
      }
      await tx.audit('client.person-around.changed', {
        subjectType: 'client',
        subjectId: input.clientId,
        clientId: input.clientId,
        changes: [person.kind],
      });
      return { personId };
    });
  });

export const removePerson = staffProcedure('clients.removePerson')
  .input(z.strictObject({ clientId, personId: idSchema('client') }))
  .output(z.strictObject({ removed: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    await reachClient(ctx, input.clientId);
    return ctx.write(async (tx) => {
      const { count } = await tx.personAround.deleteMany({
        where: { practiceId, clientId: input.clientId, id: input.personId },
      });
      if (count === 0) return fail('not-found');
      const about = { subjectType: 'client', subjectId: input.clientId, clientId: input.clientId };
      await tx.audit('client.person-around.changed', { ...about, changes: ['removed'] });
      return { removed: true };
    });
  });
