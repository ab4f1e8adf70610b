import { type Decision, decided, refused } from '@heather/core';
import { z } from 'zod';
import type { PackState } from './pack.ts';

/** A link is an invitation, never proof of who follows it. These are the numbers behind that. */
export const linkRules = {
  /** Random bytes of a token; ASVS 5.0 §7.2.3 asks for 16 at least. Kept only as a SHA-256. */
  tokenBytes: 32,
  /** Days that a mailed link opens. */
  lifeDays: 14,
  /** Digits of a one-time code. */
  codeDigits: 6,
  /** Minutes that a code counts. */
  codeLifeMinutes: 10,
  /** Wrong codes before a new one has to be asked for: 5 of 1,000,000 leaves one guess in 200,000. */
  codeTries: 5,
} as const;

export const linkPurposes = ['sign-agreement', 'answer-offer', 'portal'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

export const linkSchema = z.object({
  purpose: z.enum(linkPurposes),
  expiresAt: z.iso.datetime({ offset: true }),
  usedAt: z.iso.datetime({ offset: true }).nullable(),
  revokedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type Link = z.infer<typeof linkSchema>;

export type LinkNext = 'ask-for-code' | 'sign-in-to-see';

/**
 * What may follow when a link is opened for a purpose. Opening changes nothing, so a mail scanner or a second tap does no
 * harm; the code that comes next goes to the client's own safe address, so a forwarded link stops there. A used link says
 * kindly to sign in, and so does one that a newer mail or the signing itself has ended: whoever has it in hand did nothing wrong.
 * A link for another purpose or an unknown one looks the same as one that never was.
 */
export function decideLink(link: Link | null, purpose: LinkPurpose, now: Temporal.Instant): Decision<LinkNext> {
  if (link === null || link.purpose !== purpose) return refused('auth/link-invalid');
  if (link.usedAt !== null || link.revokedAt !== null) return decided('sign-in-to-see');
  if (Temporal.Instant.compare(Temporal.Instant.from(link.expiresAt), now) <= 0)
    return refused(purpose === 'sign-agreement' ? 'agreement/expired' : 'auth/link-invalid');
  return decided('ask-for-code');
}

export type CodeChallenge = {
  codeHash: string;
  sentAt: string;
  tries: number;
  usedAt: string | null;
};

/** Whether a one-time code opens. `given` is hashed by the caller, with the challenge's own salt. Count the try when it is refused. */
export function decideCode(
  challenge: CodeChallenge | null,
  givenHash: string,
  now: Temporal.Instant,
): Decision<'opened'> {
  if (challenge === null || challenge.usedAt !== null) return refused('auth/code-expired');
  if (challenge.tries >= linkRules.codeTries) return refused('rate-limited');
  const ends = Temporal.Instant.from(challenge.sentAt).add({ minutes: linkRules.codeLifeMinutes });
  if (Temporal.Instant.compare(ends, now) <= 0) return refused('auth/code-expired');
  return sameText(challenge.codeHash, givenHash) ? decided('opened') : refused('auth/code-wrong');
}

/** Compares without stopping at the first difference, so that time tells nothing. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ (b.charCodeAt(at) || 0);
  return difference === 0;
}

/** Whether a mail with a link may still go out for a pack: never after it is signed or closed. */
export const maySendLink = (state: PackState): boolean => state === 'sent' || state === 'talking';
