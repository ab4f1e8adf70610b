import { decideLink, type LinkPurpose } from '@heather/consent';
import { fail } from '@heather/core';
import { z } from 'zod';
import { sendCodeToClient, signInWithCodeOf } from '../account/client-codes.ts';
import { codeMinutes } from '../auth/client-library.ts';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { dateOf } from '../measures/instants.ts';
import { type PublicContext, publicProcedure } from '../trpc/procedures.ts';
import { isoOf, tokenHashOf, tokenPattern } from './links.ts';

const token = z.string().regex(tokenPattern);
const go = z.string();

/**
 * What the button on a link's page does. Nobody signed in: a code goes to the client's own safe address, so that whoever else holds
 * the link is no further. Signed in as the person it is for: on to the page. As somebody else: says so.
 */
export const openLink = publicProcedure('agreements.openLink')
  .input(z.strictObject({ token: z.string().max(200) }))
  .output(
    z.discriminatedUnion('next', [
      /** A code is on its way. */
      z.strictObject({ next: z.literal('code'), minutes: z.number() }),
      /** There is no safe address: the therapist says a code. */
      z.strictObject({ next: z.literal('spoken-code') }),
      /** The link was used before; signing in shows the page. */
      z.strictObject({ next: z.literal('sign-in'), go }),
      z.strictObject({ next: z.literal('go'), go }),
    ]),
  )
  .mutation(async ({ ctx, input }) => {
    await mustBeWithinLimit(ctx);
    const link = await findLink(ctx, input.token);
    const signIn = await ctx.identify();
    if (signIn) {
      if (signIn.kind !== 'client' || signIn.clientId !== link.clientId) return fail('agreement/other-person');
      await noteUse(ctx, link);
      return { next: 'go' as const, go: pageOf(link) };
    }
    if (link.next === 'sign-in-to-see') return { next: 'sign-in' as const, go: pageOf(link) };
    const { auth, now } = ctx.shell;
    if (!(await auth.withinLimit(limits.codeRequestPerAccount, link.clientId, now()))) return fail('rate-limited');
    const { willLeave } = await sendCodeToClient(ctx, link.clientId);
    return willLeave ? { next: 'code' as const, minutes: codeMinutes } : { next: 'spoken-code' as const };
  });

/** The mailed code, entered on the link's page: signs in, and the link is used. */
export const enterCode = publicProcedure('agreements.enterCode')
  .input(z.strictObject({ token, code: z.string().regex(/^\d{6}$/) }))
  .output(z.strictObject({ go }))
  .mutation(async ({ ctx, input }) => {
    await mustBeWithinLimit(ctx);
    const link = await findLink(ctx, input.token);
    if (link.next === 'sign-in-to-see') return fail('auth/link-invalid');
    await signInWithCodeOf(ctx, link.clientId, input.code);
    await noteUse(ctx, link);
    return { go: pageOf(link) };
  });

type OpenLink = {
  linkId: string;
  clientId: string;
  packId: string | null;
  usedAt: Date | null;
  purpose: string;
  next: string;
};

async function mustBeWithinLimit(ctx: PublicContext): Promise<void> {
  const { auth, now } = ctx.shell;
  if (!(await auth.withinLimit(limits.codePerAddress, networkOf(ctx.address), now()))) return fail('rate-limited');
}

/** @throws Refusal auth/link-invalid (unknown, revoked, another practice's) · agreement/expired */
async function findLink(ctx: PublicContext, given: string): Promise<OpenLink> {
  const found = tokenPattern.test(given) ? await ctx.shell.database.lookups.findLink(tokenHashOf(given)) : undefined;
  if (found?.practiceId !== ctx.actor.practiceId || found.purpose === 'portal') return fail('auth/link-invalid');
  const purpose = found.purpose as LinkPurpose;
  const link = {
    purpose,
    expiresAt: isoOf(found.expiresAt),
    usedAt: found.usedAt && isoOf(found.usedAt),
    revokedAt: found.revokedAt && isoOf(found.revokedAt),
  };
  const decision = decideLink(link, purpose, ctx.now());
  return decision.ok ? { ...found, next: decision.value } : fail(decision.code);
}

/** An agreement is one thing of a short list, "3 things, about 6 minutes", so its link leads to the list. */
const pageOf = (link: OpenLink) => (link.purpose === 'answer-offer' ? '/offer' : '/');

async function noteUse(ctx: PublicContext, link: OpenLink): Promise<void> {
  if (link.usedAt) return;
  await ctx.asWorker((worker) =>
    worker.write((tx) =>
      tx.signingLink.updateMany({
        where: { practiceId: tx.practiceId, id: link.linkId, usedAt: null },
        data: { usedAt: dateOf(tx.now()) },
      }),
    ),
  );
}
