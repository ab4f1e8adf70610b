import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { type Contact, safeWays } from '../enquiries/enquiry-input.ts';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { changedKeys } from './contact-shape.ts';

/**
 * Keeps how somebody may be reached. Said by the client it is confirmed; changed by anybody else it waits for them to confirm it.
 * @param mayChangeMail false: the client has not proved lately that they are there, and the address is where sign-in codes go
 * @throws step-up-needed for another address then
 * @throws enquiry/no-way-to-reach where none of the ways is both given and safe: then nobody could be told that a session moved
 */
export async function keepContact(
  tx: WriteTransaction,
  clientId: string,
  contact: Contact,
  by: 'client' | 'staff',
  mayChangeMail = true,
): Promise<void> {
  const { practiceId } = tx;
  const ways = safeWays(contact);
  if (ways.length === 0) return fail('enquiry/no-way-to-reach');
  if (!ways.includes(contact.prefers)) return fail('bad-input', { fields: ['prefers'] });
  const before = await tx.safeContact.findFirst({ where: { practiceId, clientId } });
  const changes = changedKeys(before, contact);
  if (!mayChangeMail && changes.includes('email')) return fail('step-up-needed');
  const at = dateOf(tx.now());
  if (changes.length === 0 && (by === 'staff' || before?.confirmedAt)) return;
  const confirmed = by === 'client' ? { confirmedAt: at } : changes.length > 0 ? { confirmedAt: null } : {};
  const data = { ...contact, ...confirmed, updatedAt: at };
  if (before) await tx.safeContact.updateMany({ where: { practiceId, clientId }, data });
  else await tx.safeContact.createMany({ data: [{ ...data, practiceId, id: randomUUID(), clientId }] });
  const about = { subjectType: 'client', subjectId: clientId, clientId };
  if (changes.length > 0) await tx.audit('client.safe-contact.changed', { ...about, changes });
  if (by === 'client') await tx.audit('client.safe-contact.confirmed', about);
}
