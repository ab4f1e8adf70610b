import { randomUUID } from 'node:crypto';
import type { AuditEventType } from '@heather/audit';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { type Account, releaseLine, settleAccount, tie } from './accounts.ts';
import type { Chosen } from './rules/allocate.ts';

/** Every kind of line. What each does to what is owed, the database says (effect_pence). */
export const lineKinds = [
  'charge',
  'adjustment-up',
  'adjustment-down',
  'waiver',
  'write-off',
  'payment',
  'refund',
] as const;
export type LineKind = (typeof lineKinds)[number];

export type Method = 'card' | 'transfer' | 'cash' | 'other' | 'none';

export type NewLine = Account & {
  id?: string;
  kind: LineKind;
  pence: number;
  reason: string;
  sessionId?: string | null;
  arrangementId?: string | null;
  method?: Method;
  /** The same business event writes once; a line whose key is there already is left out. */
  key?: string;
  batchId?: string | null;
  reference?: string | null;
  /** YYYY-MM-DD, of money alone. */
  receivedOn?: string | null;
};

const events: Record<LineKind, AuditEventType> = {
  charge: 'fee.charged',
  'adjustment-up': 'fee.adjusted',
  'adjustment-down': 'fee.adjusted',
  waiver: 'fee.waived',
  'write-off': 'fee.written-off',
  payment: 'fee.paid',
  refund: 'fee.refunded',
};

/**
 * Writes one line and sets its account right. Under lockLedger.
 * @param chosen of a credit: the debits that it settles first
 * @returns the line's id, or null when its key was there already
 */
export async function addLine(
  tx: WriteTransaction,
  line: NewLine,
  chosen: readonly Chosen[] = [],
): Promise<string | null> {
  const { practiceId, actor } = tx;
  const id = line.id ?? randomUUID();
  const { clientId, party, payerId } = line;
  const { count } = await tx.ledgerEntry.createMany({
    data: [
      {
        practiceId,
        id,
        clientId,
        party,
        payerId,
        kind: line.kind,
        pence: line.pence,
        reason: line.reason,
        method: line.method ?? 'none',
        sessionId: line.sessionId ?? null,
        arrangementId: line.arrangementId ?? null,
        key: line.key ?? null,
        batchId: line.batchId ?? null,
        reference: line.reference ?? null,
        receivedOn: line.receivedOn ? new Date(line.receivedOn) : null,
        recordedById: actor.kind === 'staff' ? actor.staffId : null,
        at: dateOf(tx.now()),
      },
    ],
    skipDuplicates: line.key !== undefined,
  });
  if (count === 0) return null;
  await tx.audit(events[line.kind], {
    subjectType: 'ledger-entry',
    subjectId: id,
    clientId,
    facts: { pence: line.pence, reason: line.reason, party },
  });
  await settleAccount(tx, { clientId, party, payerId }, { creditId: id, debits: chosen });
  return id;
}

export const lineShape = {
  id: true,
  clientId: true,
  party: true,
  payerId: true,
  kind: true,
  pence: true,
  effectPence: true,
  reason: true,
  method: true,
  sessionId: true,
  arrangementId: true,
  reversesId: true,
  batchId: true,
  reference: true,
  receivedOn: true,
  at: true,
} as const;
export type Line = {
  id: string;
  clientId: string;
  party: string;
  payerId: string | null;
  kind: string;
  pence: number;
  effectPence: number | null;
  reason: string;
  method: string;
  sessionId: string | null;
  arrangementId: string | null;
  reversesId: string | null;
};

export const accountOf = ({ clientId, party, payerId }: Line): Account => ({
  clientId,
  party: party as Account['party'],
  payerId,
});

type TakenBackFor = 'recorded-by-mistake' | 'put-right' | 'not-held' | 'beyond-limit';

/**
 * Takes a line back whole by a contrary one: what it had settled is open again, and finds its own. What was let go of a charge goes
 * with it: nobody paid that, so it is no credit to pay another charge with, or to pay back. Under lockLedger.
 * @param id of the contrary line; made here when left out
 * @returns false when it was taken back already
 */
export async function reverseLine(
  tx: WriteTransaction,
  line: Line,
  reason: TakenBackFor,
  id: string = randomUUID(),
): Promise<boolean> {
  const { practiceId } = tx;
  const there = await tx.ledgerEntry.findFirst({ where: { practiceId, reversesId: line.id }, select: { id: true } });
  if (there) return false;
  const letGo = line.kind === 'charge' ? await letGoOf(tx, line) : [];
  await writeContrary(tx, line, reason, id);
  for (const one of letGo) await writeContrary(tx, one, reason, randomUUID());
  await settleAccount(tx, accountOf(line));
  return true;
}

/** Waivers and write-offs of this charge and of no other that still stand. */
async function letGoOf(tx: WriteTransaction, { id, clientId }: Line): Promise<Line[]> {
  const { practiceId } = tx;
  const held = await tx.ledgerAllocation.groupBy({
    by: ['creditId'],
    where: { practiceId, clientId, debitId: id },
    _sum: { pence: true },
  });
  const penceOf = new Map(held.map(({ creditId, _sum }) => [creditId, _sum.pence ?? 0]));
  const found = await tx.ledgerEntry.findMany({
    where: {
      practiceId,
      clientId,
      id: { in: [...penceOf.keys()] },
      kind: { in: ['waiver', 'write-off'] },
      reversesId: null,
      ledgerEntryAsReverses: { none: {} },
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: lineShape,
  });
  return found.filter((line) => penceOf.get(line.id) === line.pence);
}

async function writeContrary(tx: WriteTransaction, line: Line, reason: TakenBackFor, id: string): Promise<void> {
  const { practiceId, actor } = tx;
  const { clientId, party, payerId, kind, pence, method, sessionId, arrangementId } = line;
  const contrary = { practiceId, id, clientId, party, payerId, kind, pence, method, sessionId, arrangementId, reason };
  await tx.ledgerEntry.createMany({
    data: [
      {
        ...contrary,
        reversesId: line.id,
        recordedById: actor.kind === 'staff' ? actor.staffId : null,
        at: dateOf(tx.now()),
      },
    ],
  });
  await releaseLine(tx, clientId, line.id);
  await tie(tx, clientId, { id: line.id, effectPence: line.effectPence ?? 0 }, id);
  await tx.audit('fee.reversed', {
    subjectType: 'ledger-entry',
    subjectId: line.id,
    clientId,
    facts: { kind, pence, reason },
  });
}
