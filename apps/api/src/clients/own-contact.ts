import { z } from 'zod';
import { codeAddressOf, isAnothers } from '../account/code-address.ts';
import { stepUpIsFresh } from '../auth/limits.ts';
import type { Db } from '../database.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { contactOf, contactSchema, contactShape } from './contact-shape.ts';
import { keepContact } from './keep-contact.ts';

/** How I may be reached, and whether I have said so myself. */
export const myContact = clientProcedure('clients.myContact')
  .output(z.strictObject({ contact: contactShape, isConfirmed: z.boolean() }))
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const row = await ctx.db.safeContact.findFirst({ where: { practiceId, clientId } });
    return { contact: contactOf(row), isConfirmed: row?.confirmedAt != null };
  });

/**
 * My own word on how I may be reached: kept as I say it, and confirmed. Said again it is the same. Another e-mail address wants a
 * fresh proof: whoever holds it can sign in.
 */
export const keepMyContact = clientProcedure('clients.keepMyContact')
  .input(z.strictObject({ contact: contactSchema }))
  .output(z.strictObject({ isConfirmed: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const isTaken = await ctx.asWorker(({ db }) =>
      isAnothers(ctx.shell, db, practiceId, clientId, codeAddressOf(input.contact)),
    );
    const mayChangeMail = stepUpIsFresh(ctx.signIn, ctx.now());
    return ctx.write(async (tx) => {
      await keepContact(tx, clientId, input.contact, { by: 'client', mayChangeMail, isAnothers: isTaken });
      return { isConfirmed: true };
    });
  });

export type ContactToDo = { key: string; title: string; status: string; minutes: number; href: string };

/** For the things to do: how we may reach them waits for their own word. Null once it has it. As the client. */
export async function contactToDo(
  db: Pick<Db, 'safeContact'>,
  practiceId: string,
  clientId: string,
): Promise<ContactToDo | null> {
  const row = await db.safeContact.findFirst({ where: { practiceId, clientId }, select: { confirmedAt: true } });
  if (row?.confirmedAt) return null;
  return {
    key: 'contact',
    title: 'Safe ways to reach you',
    status: 'Check that we have them right',
    minutes: 1,
    href: '/contact',
  };
}
