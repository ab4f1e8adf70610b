import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type LinkPurpose, linkRules } from '@heather/consent';
import { dateOf, instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/** What is kept of a token. The token itself stands in one mail, which is sealed until it leaves, and nowhere else. */
export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** As made below: 32 bytes, base64url. Anything else is not looked up. */
export const tokenPattern = /^[\w-]{43}$/;

export type LinkTo = { clientId: string; expiresAt?: Temporal.Instant } & (
  | { purpose: 'sign-agreement'; packId: string; offerId?: never }
  | { purpose: 'answer-offer'; offerId: string; packId?: never }
);

/**
 * A new link for a mail, of 256 random bits; every older one for the same thing stops working in the same transaction.
 * For the outbox only: never answer it to staff, who could then open it in the client's place.
 * @param to.expiresAt the link's own last moment; it never lives longer than linkRules.lifeDays
 */
export async function makeLink(tx: WriteTransaction, to: LinkTo): Promise<{ url: string; linkId: string }> {
  const { practiceId } = tx;
  const now = tx.now();
  await revokeLinks(tx, to);
  const token = randomBytes(linkRules.tokenBytes).toString('base64url');
  const longest = now.add({ hours: 24 * linkRules.lifeDays });
  const expiresAt = to.expiresAt && Temporal.Instant.compare(to.expiresAt, longest) < 0 ? to.expiresAt : longest;
  const linkId = randomUUID();
  await tx.signingLink.createMany({
    data: [
      {
        practiceId,
        id: linkId,
        packId: to.packId ?? null,
        offerId: to.offerId ?? null,
        clientId: to.clientId,
        purpose: to.purpose satisfies LinkPurpose,
        tokenHash: tokenHashOf(token),
        createdAt: dateOf(now),
        expiresAt: dateOf(expiresAt),
      },
    ],
  });
  return { url: `${tx.shell.addresses.clientUrl}/sign/${token}`, linkId };
}

/** Ends every link of one client to one thing: when a newer one goes out, and when the thing is done or closed. */
export async function revokeLinks(
  tx: WriteTransaction,
  of: { clientId: string; packId?: string; offerId?: string },
): Promise<void> {
  const { practiceId } = tx;
  await tx.signingLink.updateMany({
    where: {
      practiceId,
      clientId: of.clientId,
      revokedAt: null,
      ...(of.packId ? { packId: of.packId } : { offerId: of.offerId ?? '' }),
    },
    data: { revokedAt: dateOf(tx.now()) },
  });
}

/** The instant of a column as the pure decisions take it: ISO text. */
export const isoOf = (date: Date): string => instantOf(date).toString();
