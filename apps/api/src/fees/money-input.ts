import { fail } from '@heather/core';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { localOn } from '../measures/instants.ts';
import type { Account } from './accounts.ts';

/** At most £10,000 a line: a digit too many is noticed. */
export const penceSchema = z.int().min(1).max(1_000_000);
export const methodSchema = z.enum(['card', 'transfer', 'cash', 'other']);
export const dayInput = z.iso.date().refine((day) => day >= '2000-01-01' && day < '2100-01-01', 'is out of range');
/** What the bank says: letters, digits and little else, so that nobody writes about a person here. */
export const referenceSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9 ./#-]{1,40}$/);

/** The client's own account, or a payer's for this client. @throws not-found when that payer has nothing to do with the client */
export async function accountFor(
  db: Tx,
  practiceId: string,
  clientId: string,
  payerId: string | null | undefined,
): Promise<Account> {
  if (!payerId) return { clientId, party: 'client', payerId: null };
  const [arranged, line] = await Promise.all([
    db.paymentArrangement.findFirst({ where: { practiceId, clientId, payerId }, select: { id: true } }),
    db.ledgerEntry.findFirst({ where: { practiceId, clientId, payerId }, select: { id: true } }),
  ]);
  return arranged || line ? { clientId, party: 'payer', payerId } : fail('not-found');
}

/** ISO 4217 of the practice. */
export async function currencyOf(db: Tx, practiceId: string): Promise<string> {
  const practice = await db.practice.findFirst({ where: { id: practiceId }, select: { currency: true } });
  return practice?.currency ?? 'GBP';
}

/** The day on which money came: today when nobody says, never ahead of it. @throws bad-input for a day to come */
export function receivedDay(now: Temporal.Instant, zone: string, said: string | undefined): string {
  const today = localOn(now, zone);
  if (said !== undefined && said > today) return fail('bad-input', { fields: ['receivedOn'] });
  return said ?? today;
}
