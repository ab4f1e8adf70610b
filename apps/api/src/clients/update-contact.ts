import { randomUUID } from 'node:crypto';
import { fail, idSchema, lineSchema, textSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { contactSchema } from './contact-shape.ts';
import { keepContact } from './keep-contact.ts';
import { reachClient } from './reach.ts';

const clientId = idSchema('client');

/** As told by the client, at the desk or on the telephone; they are asked to confirm it when they next sign in. */
export const updateContact = staffProcedure('clients.updateContact')
  .input(z.strictObject({ clientId, contact: contactSchema }))
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await reachClient(ctx, input.clientId);
    return ctx.write(async (tx) => {
      await keepContact(tx, input.clientId, input.contact, 'staff');
      return { kept: true };
    });
  });

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
