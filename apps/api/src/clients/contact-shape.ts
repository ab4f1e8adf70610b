import { z } from 'zod';
import { type Contact, contactSchema } from '../enquiries/enquiry-input.ts';

/** A contact as it is read: what stands there, also where today's rules would not take it. */
export const contactShape = z.strictObject({
  email: z.string().nullable(),
  emailIsSafe: z.boolean(),
  emailIsShared: z.boolean(),
  telephone: z.string().nullable(),
  telephoneIsSafe: z.boolean(),
  textIsSafe: z.boolean(),
  mayLeaveMessage: z.boolean(),
  messageAs: z.string().nullable(),
  postalAddress: z.string().nullable(),
  postIsSafe: z.boolean(),
  fromLocal: z.string().nullable(),
  untilLocal: z.string().nullable(),
  prefers: z.enum(['email', 'telephone', 'text', 'post']),
});

const none: z.infer<typeof contactShape> = {
  email: null,
  emailIsSafe: false,
  emailIsShared: false,
  telephone: null,
  telephoneIsSafe: false,
  textIsSafe: false,
  mayLeaveMessage: false,
  messageAs: null,
  postalAddress: null,
  postIsSafe: false,
  fromLocal: null,
  untilLocal: null,
  prefers: 'telephone',
};

/** The columns of a row of safe_contact that are the contact itself. */
export function contactOf(row: object | null): z.infer<typeof contactShape> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(none))
    kept[key] = (row as Record<string, unknown> | null)?.[key] ?? none[key as 'email'];
  return contactShape.parse(kept);
}

/** Which of the columns differ: the trail names them, never what stands in them. */
export function changedKeys(before: object | null, after: Contact): string[] {
  const kept = contactOf(before);
  return Object.entries(after).flatMap(([key, value]) => (kept[key as keyof typeof kept] === value ? [] : [key]));
}

export { contactSchema };
