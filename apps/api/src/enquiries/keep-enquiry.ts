import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { isUniqueViolation } from '@heather/database';
import type { WriteTransaction } from '../trpc/write.ts';
import { type EnquiryInput, safeWays } from './enquiry-input.ts';
import { makeClientRow } from './make-client-row.ts';

export type EnquiryFrom = { source: 'web' | 'telephone'; recordedById: string | null; noticeVersionId: string | null };
type Write = <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;

/**
 * Keeps one enquiry: the person, how to reach them, what they asked for, and their words sealed under a key of their own. The
 * same key again, also at the same moment, is the same enquiry.
 * @throws Refusal 'enquiry/no-way-to-reach' when no way is both given and safe
 */
export async function keepEnquiry(
  write: Write,
  input: EnquiryInput,
  from: EnquiryFrom,
): Promise<{ enquiryId: string }> {
  const ways = safeWays(input.contact);
  if (ways.length === 0) return fail('enquiry/no-way-to-reach');
  const prefers = ways.includes(input.contact.prefers) ? input.contact.prefers : (ways[0] as (typeof ways)[0]);
  const contact = { ...input.contact, prefers };
  try {
    return await write(
      async (tx) => (await findKept(tx, input.idempotencyKey)) ?? keep(tx, { ...input, contact }, from),
    );
  } catch (error) {
    // Two at once: the other one was kept, and is what this one meant.
    if (!isUniqueViolation(error)) throw error;
    return (await write((tx) => findKept(tx, input.idempotencyKey))) ?? fail('conflict');
  }
}

async function findKept(tx: WriteTransaction, idempotencyKey: string): Promise<{ enquiryId: string } | null> {
  const kept = await tx.enquiry.findFirst({
    where: { practiceId: tx.practiceId, idempotencyKey },
    select: { id: true },
  });
  return kept && { enquiryId: kept.id };
}

async function keep(tx: WriteTransaction, input: EnquiryInput, from: EnquiryFrom): Promise<{ enquiryId: string }> {
  const { practiceId } = tx;
  const clientId = await makeClientRow(tx, { ...input, state: 'enquiring' });
  const enquiryId = randomUUID();
  const seal = (column: string, text: string | null) =>
    text ? tx.vault.seal(clientId, { table: 'enquiry', column, rowId: enquiryId }, text) : null;
  await tx.enquiry.create({
    data: {
      practiceId,
      id: enquiryId,
      clientId,
      source: from.source,
      receivedAt: new Date(tx.now().epochMilliseconds),
      recordedById: from.recordedById,
      bringsSealed: await seal('brings_sealed', input.brings),
      needsSealed: await seal('needs_sealed', input.needs),
      practical: input.practical,
      noticeVersionId: from.noticeVersionId,
      state: 'new',
      idempotencyKey: input.idempotencyKey,
    },
    select: { id: true },
  });
  await tx.audit('enquiry.made', {
    subjectType: 'enquiry',
    subjectId: enquiryId,
    clientId,
    facts: { source: from.source },
  });
  return { enquiryId };
}
