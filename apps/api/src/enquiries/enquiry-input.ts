import { wishesSchema } from '@heather/allocation';
import { nationSchema } from '@heather/confidentiality';
import { lineSchema, localTimeSchema, textSchema } from '@heather/core';
import { isMailAddress } from '@heather/mail';
import { z } from 'zod';

const nameSchema = lineSchema(60, 1);
const emailSchema = lineSchema(254, 3).refine(isMailAddress, 'is not an address');
/** Digits, spaces and the signs that people write in a number. Seven digits at least: shorter ones call nobody. */
const telephoneSchema = lineSchema(30, 7).refine(
  (text) => /^[+\d][\d ()./-]*$/.test(text) && text.replace(/\D/g, '').length >= 7,
  'is not a telephone number',
);

/** How somebody may be reached without harm. What is not called safe is never used. */
export const contactSchema = z
  .strictObject({
    email: emailSchema.nullable(),
    emailIsSafe: z.boolean(),
    emailIsShared: z.boolean(),
    telephone: telephoneSchema.nullable(),
    telephoneIsSafe: z.boolean(),
    textIsSafe: z.boolean(),
    mayLeaveMessage: z.boolean(),
    messageAs: lineSchema(60).nullable(),
    postalAddress: textSchema(300).nullable(),
    postIsSafe: z.boolean(),
    fromLocal: localTimeSchema.nullable(),
    untilLocal: localTimeSchema.nullable(),
    prefers: z.enum(['email', 'telephone', 'text', 'post']),
  })
  .refine(
    (contact) => contact.fromLocal === null || contact.untilLocal === null || contact.fromLocal < contact.untilLocal,
    {
      path: ['untilLocal'],
      message: 'is not after the start',
    },
  );
export type Contact = z.infer<typeof contactSchema>;

/** The ways that are both given and called safe. */
export function safeWays(contact: Contact): Contact['prefers'][] {
  return [
    contact.email && contact.emailIsSafe && 'email',
    contact.telephone && contact.telephoneIsSafe && 'telephone',
    contact.telephone && contact.textIsSafe && 'text',
    contact.postalAddress && contact.postIsSafe && 'post',
  ].filter((way) => typeof way === 'string') as Contact['prefers'][];
}

/** What a room, a meeting or a letter must be like. Coded and practical; anything else goes into the sealed words. */
export const needKinds = [
  'interpreter',
  'hearing-loop',
  'large-print',
  'quiet-room',
  'short-breaks',
  'camera-off',
  'plain-words-in-writing',
] as const;
export const needSchema = z.enum(needKinds);

const otherSchema = z.strictObject({
  firstName: nameSchema,
  lastName: nameSchema,
  /** An address of their own which they said may be used. */
  email: emailSchema.nullable(),
});

/** Practical wishes, apart from what brings somebody. Kept as they are in enquiry.practical. */
export const practicalSchema = z.strictObject({
  episodeKind: z.enum(['individual', 'couple', 'family']),
  /** Who else would come. */
  others: z.array(otherSchema).max(7),
  wishes: wishesSchema,
  needs: z.array(needSchema).max(needKinds.length),
});
export type Practical = z.infer<typeof practicalSchema>;

export const enquirySchema = z
  .strictObject({
    idempotencyKey: z.uuid(),
    firstName: nameSchema,
    lastName: nameSchema,
    knownAs: lineSchema(60).nullable(),
    pronouns: lineSchema(30).nullable(),
    nation: nationSchema,
    contact: contactSchema,
    practical: practicalSchema,
    /** Sealed: what somebody needs, in their own words. */
    needs: textSchema(2000).nullable(),
    /** Sealed: what brings them. */
    brings: textSchema(6000).nullable(),
  })
  .refine((enquiry) => enquiry.practical.episodeKind !== 'individual' || enquiry.practical.others.length === 0, {
    path: ['practical', 'others'],
    message: 'come with a couple or a family',
  });
export type EnquiryInput = z.infer<typeof enquirySchema>;

/** Reads enquiry.practical, which older rows may hold in part or not at all. */
export function readPractical(stored: unknown): Practical {
  const parsed = practicalSchema.partial().safeParse(stored);
  const found = parsed.success ? parsed.data : {};
  return { episodeKind: 'individual', others: [], wishes: {}, needs: [], ...found };
}
