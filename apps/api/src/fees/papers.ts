import { fail } from '@heather/core';
import { receiptPdf, statementPdf } from '@heather/documents';
import type { Tx } from '../database.ts';
import { instantOf, localOn } from '../measures/instants.ts';
import { dayOf } from './arrangements.ts';
import { lineWords, longDay, methodWords } from './line-words.ts';
import { receiptNumber } from './references.ts';
import { payerTerms, type StatementOf, statementSections } from './statement-facts.ts';

/** Papers are made of the ledger whenever they are wanted: none is kept. */
export type Paper = { fileName: string; bytes: Uint8Array };

type Row = { id: string; clientId: string | null; payerId: string | null; fromOn: Date; untilOn: Date; madeAt: Date };

/** A statement of the days that were put down. */
export async function statementPaper(db: Tx, practiceId: string, zone: string, row: Row): Promise<Paper> {
  const { clientId, payerId } = row;
  const of: StatementOf = { clientId, payerId, fromOn: dayOf(row.fromOn), untilOn: dayOf(row.untilOn) };
  const [{ practice, currency }, to, parts] = await Promise.all([
    practiceHead(db, practiceId),
    recipient(db, practiceId, clientId, payerId),
    statementSections(db, practiceId, zone, of),
  ]);
  const { ourReference, ...who } = to;
  const { bytes } = await statementPdf({
    practice,
    to: who,
    currency,
    madeAt: instantOf(row.madeAt).toString(),
    fromOn: of.fromOn,
    untilOn: of.untilOn,
    ourReference,
    ...parts,
  });
  return { fileName: `Statement ${of.fromOn} to ${of.untilOn}.pdf`, bytes };
}

/** @throws Refusal not-found */
export async function findReceipt(db: Tx, practiceId: string, id: string) {
  const row = await db.receipt.findFirst({ where: { practiceId, id }, include: { entry: true } });
  return row ?? fail('not-found');
}

/** A receipt, as the ledger is now: taken back since, it says so. */
export async function receiptPaper(
  db: Tx,
  practiceId: string,
  zone: string,
  row: Awaited<ReturnType<typeof findReceipt>>,
): Promise<Paper> {
  const { entry, clientId } = row;
  const [{ practice, currency }, to, settled, back, terms] = await Promise.all([
    practiceHead(db, practiceId),
    recipient(db, practiceId, clientId, entry.payerId),
    db.ledgerAllocation.findMany({
      where: { practiceId, creditId: entry.id },
      include: { debit: { include: { session: { select: { startsAt: true } } } } },
    }),
    db.ledgerEntry.findFirst({ where: { practiceId, reversesId: entry.id }, select: { at: true } }),
    entry.payerId ? payerTerms(db, practiceId, entry.payerId, [clientId]) : null,
  ]);
  const term = terms?.get(clientId) ?? null;
  const byDebit = Map.groupBy(
    settled.filter(({ debit }) => debit.reversesId === null),
    ({ debitId }) => debitId,
  );
  const lines = [...byDebit.values()].flatMap((own) => {
    const pence = own.reduce((sum, one) => sum + one.pence, 0);
    const debit = own[0]?.debit;
    if (pence === 0 || !debit) return [];
    const startsAt = debit.session?.startsAt;
    const day = startsAt ? longDay(localOn(startsAt, zone)) : undefined;
    // Who is not given the days is not told which of them were missed either: a statement counts appointments.
    const hidesDays = term !== null && !term.seesDates;
    const words = hidesDays && debit.kind === 'charge' ? 'Appointment' : lineWords(debit, hidesDays ? undefined : day);
    return [{ words, pence, at: startsAt ?? debit.at }];
  });
  lines.sort((a, b) => a.at.getTime() - b.at.getTime());
  const paid = lines.reduce((sum, { pence }) => sum + pence, 0);
  const number = receiptNumber(row.number);
  const { bytes } = await receiptPdf({
    practice,
    to: { name: row.issuedTo, address: to.address },
    currency,
    madeAt: instantOf(row.issuedAt).toString(),
    number,
    pence: entry.pence,
    receivedOn: entry.receivedOn ? dayOf(entry.receivedOn) : localOn(entry.at, zone),
    method: methodWords(entry.method),
    reference: entry.reference,
    forWhom: term?.name ?? null,
    lines: back ? [] : lines.map(({ words, pence }) => ({ words, pence })),
    creditPence: back ? 0 : Math.max(0, entry.pence - paid),
    takenBackOn: back ? localOn(back.at, zone) : null,
  });
  return { fileName: `Receipt ${number}.pdf`, bytes };
}

async function practiceHead(db: Tx, practiceId: string) {
  const row = await db.practice.findFirst({ where: { id: practiceId } });
  return {
    practice: { name: row?.name ?? '', address: row?.controllerAddress ?? null, telephone: row?.telephone ?? null },
    currency: row?.currency ?? 'GBP',
  };
}

/** A client's own papers carry their name; where it is safe to send them is not the file's to say. */
async function recipient(db: Tx, practiceId: string, clientId: string | null, payerId: string | null) {
  if (payerId) {
    const payer = await db.payer.findFirst({ where: { practiceId, id: payerId } });
    return { name: payer?.name ?? '', address: payer?.address ?? null, ourReference: payer?.reference ?? null };
  }
  const client = await db.client.findFirst({ where: { practiceId, id: clientId ?? '' } });
  return { name: client ? `${client.firstName} ${client.lastName}` : '', address: null, ourReference: null };
}
