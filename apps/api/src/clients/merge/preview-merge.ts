import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { contactWords } from '../../enquiries/contact-words.ts';
import { dateOf, localOn } from '../../measures/instants.ts';
import { staffProcedure } from '../../trpc/procedures.ts';
import { contactOf } from '../contact-shape.ts';
import { decideMerge, openKinds } from './decide-merge.ts';
import { loadHalves } from './load-half.ts';

const half = z.strictObject({
  clientId: z.string(),
  name: z.string(),
  knownAs: z.string().nullable(),
  bornOn: z.string().nullable(),
  state: z.string(),
  sinceOn: z.string(),
  ways: z.array(z.string()),
  counts: z.strictObject({
    enquiries: z.number(),
    courses: z.number(),
    sessions: z.number(),
    agreements: z.number(),
    ledger: z.number(),
    people: z.number(),
  }),
  /** May this one be kept, the other going on under it? What is open in the other stands in the way. */
  mayKeep: z.boolean(),
  inTheWay: z.array(z.enum(openKinds)),
  joinedAlready: z.boolean(),
});

/** What joining two records would do, which of them may be kept, and what is to be chosen. Nothing is written, nothing clinical is read. */
export const previewMerge = staffProcedure('clients.previewMerge')
  .input(z.strictObject({ clientId: idSchema('client'), otherId: idSchema('client') }))
  .output(z.strictObject({ halves: z.array(half).length(2), isContactToChoose: z.boolean() }))
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const ids = [input.clientId, input.otherId];
    if (input.clientId === input.otherId) return fail('bad-input');
    const [found, contacts] = await Promise.all([
      loadHalves(ctx.db, practiceId, ids, dateOf(ctx.now())),
      ctx.db.safeContact.findMany({ where: { practiceId, clientId: { in: ids } } }),
    ]);
    const halves = ids.map((id) => found.find((one) => one.id === id) ?? fail('not-found'));
    const contactFor = (id: string) => contacts.find(({ clientId }) => clientId === id) ?? null;
    return {
      halves: halves.map((own, index) => {
        const other = halves[1 - index] as (typeof halves)[number];
        const decision = decideMerge(own, other);
        const { id, name, knownAs, bornOn, state, since, counts } = own;
        return {
          clientId: id,
          name,
          knownAs,
          bornOn,
          state,
          sinceOn: localOn(since, ctx.practice.timeZone),
          ways: contactWords(contactFor(id)),
          counts,
          mayKeep: decision.ok,
          inTheWay: decision.ok ? [] : [...decision.open],
          joinedAlready: !decision.ok && decision.code === 'client/joined-already',
        };
      }),
      isContactToChoose:
        JSON.stringify(contactOf(contactFor(input.clientId))) !== JSON.stringify(contactOf(contactFor(input.otherId))),
    };
  });
