import { fail, idSchema, lineSchema, nameSearchOf } from '@heather/core';
import { z } from 'zod';
import { localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { reachClient } from './reach.ts';

/** An IANA zone that this runtime knows. */
const zone = z.string().max(64).refine(isZone, 'not a time zone');
function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const details = z.strictObject({
  firstName: lineSchema(60, 1),
  lastName: lineSchema(60, 1),
  knownAs: lineSchema(60).nullable(),
  pronouns: lineSchema(40).nullable(),
  bornOn: z.iso.date().nullable(),
  nation: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'not a language tag'),
  timeZone: zone,
});

/** Nobody who comes here was born before this. */
const oldest = '1900-01-01';

/** Who somebody is, as they say it. The trail names the fields that changed, not what stands in them. */
export const updateDetails = staffProcedure('clients.updateDetails')
  .input(z.strictObject({ clientId: idSchema('client'), details }))
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { clientId } = input;
    const { practiceId } = ctx.actor;
    await reachClient(ctx, clientId);
    const said = {
      ...input.details,
      knownAs: input.details.knownAs || null,
      pronouns: input.details.pronouns || null,
    };
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    if (said.bornOn !== null && (said.bornOn > todayOn || said.bornOn < oldest))
      return fail('bad-input', { fields: ['bornOn'] });
    return ctx.write(async (tx) => {
      const before = await tx.client.findFirst({ where: { practiceId, id: clientId } });
      if (!before) return fail('not-found');
      const kept = { ...before, bornOn: before.bornOn?.toISOString().slice(0, 10) ?? null };
      const changes = Object.entries(said).flatMap(([key, value]) =>
        kept[key as keyof typeof said] === value ? [] : [key],
      );
      if (changes.length === 0) return { kept: true };
      const { firstName, lastName, knownAs } = said;
      await tx.client.updateMany({
        where: { practiceId, id: clientId },
        data: {
          ...said,
          bornOn: said.bornOn === null ? null : new Date(`${said.bornOn}T00:00:00Z`),
          shortName: `${knownAs ?? firstName} ${[...lastName][0]?.toUpperCase()}.`,
          nameSearch: nameSearchOf(firstName, lastName, knownAs),
        },
      });
      await tx.audit('client.updated', { subjectType: 'client', subjectId: clientId, clientId, changes });
      return { kept: true };
    });
  });
