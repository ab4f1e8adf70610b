import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { codeAddressOf } from '../account/code-address.ts';
import { type Contact, safeWays } from '../enquiries/enquiry-input.ts';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { changedKeys } from './contact-shape.ts';

/** Who says it, and what that is worth as proof that the address is the client's own. */
export type Sayer =
  /** mayChangeMail false: they have not proved lately that they are there, and the address is where sign-in codes go. */
  | { by: 'client'; mayChangeMail: boolean; isAnothers: boolean }
  /** hasBegun: there is something here by now that only the client may see. */
  | { by: 'staff'; hasBegun: boolean; isAnothers: boolean };

/**
 * Keeps how somebody may be reached. Said by the client it is confirmed; changed by anybody else it waits for them to confirm it.
 * An address that staff put there gets neutral mail and no code: else whoever types it could sign in as the client.
 * @returns whether its owner has to say first that a new address is theirs
 * @throws step-up-needed where the client gives another address without having proved lately that they are there
 * @throws enquiry/no-way-to-reach where none of the ways is both given and safe: then nobody could be told that a session moved
 */
export async function keepContact(
  tx: WriteTransaction,
  clientId: string,
  contact: Contact,
  sayer: Sayer,
): Promise<{ isUnproven: boolean }> {
  const { by } = sayer;
  const { practiceId } = tx;
  const ways = safeWays(contact);
  if (ways.length === 0) return fail('enquiry/no-way-to-reach');
  if (!ways.includes(contact.prefers)) return fail('bad-input', { fields: ['prefers'] });
  const before = await tx.safeContact.findFirst({ where: { practiceId, clientId } });
  const changes = changedKeys(before, contact);
  const address = codeAddressOf(contact);
  const isOther = address !== null && address !== codeAddressOf(before);
  if (isOther && sayer.by === 'client' && !sayer.mayChangeMail) return fail('step-up-needed');
  const at = dateOf(tx.now());
  const kept = before?.emailUnprovenAt ?? null;
  if (changes.length === 0 && (by === 'staff' || (before?.confirmedAt && !kept))) return { isUnproven: false };
  const isUnproven = address !== null && (sayer.isAnothers || (sayer.by === 'staff' && isOther && sayer.hasBegun));
  const confirmed = by === 'client' ? { confirmedAt: at } : changes.length > 0 ? { confirmedAt: null } : {};
  const emailUnprovenAt = isUnproven ? at : by === 'client' || address === null ? null : kept;
  const data = { ...contact, ...confirmed, emailUnprovenAt, updatedAt: at };
  if (before) await tx.safeContact.updateMany({ where: { practiceId, clientId }, data });
  else await tx.safeContact.createMany({ data: [{ ...data, practiceId, id: randomUUID(), clientId }] });
  const about = { subjectType: 'client', subjectId: clientId, clientId };
  if (changes.length > 0) await tx.audit('client.safe-contact.changed', { ...about, changes });
  if (by === 'client') await tx.audit('client.safe-contact.confirmed', about);
  return { isUnproven };
}
