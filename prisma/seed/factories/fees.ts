import { dateStamp, instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

type Owner = { id: string; practiceId: string };

/** A line of the ledger in pence above nothing; charges raise what is owed, waivers and payments lower it. */
export function makeLedgerEntry(
  ground: Ground,
  client: Owner,
  overrides: Overrides<'ledgerEntry'> = {},
): Row<'ledgerEntry'> {
  const at = overrides.at ?? stamp(ground.now);
  return ground.add('ledgerEntry', {
    practiceId: client.practiceId,
    clientId: client.id,
    kind: 'charge',
    pence: 5500,
    reason: 'session',
    method: 'none',
    ...overrides,
    at,
    id: overrides.id ?? ground.id(instantFrom(at)),
  });
}

/** So much of a credit stands against a debit of the same account. */
export function makeSettlement(
  ground: Ground,
  credit: Row<'ledgerEntry'>,
  debit: Row<'ledgerEntry'>,
  pence: number,
): Row<'ledgerAllocation'> {
  return ground.add('ledgerAllocation', {
    practiceId: credit.practiceId,
    id: ground.id(instantFrom(credit.at ?? stamp(ground.now))),
    clientId: credit.clientId,
    creditId: credit.id as string,
    debitId: debit.id as string,
    pence,
    at: credit.at ?? stamp(ground.now),
  });
}

/** Somebody else who pays; a person names the client they pay for. */
export function makePayer(ground: Ground, practice: { id: string }, overrides: Overrides<'payer'> = {}): Row<'payer'> {
  return ground.add('payer', {
    practiceId: practice.id,
    kind: 'insurer',
    name: 'Northgate Health',
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

/** From today on a payer pays the whole. */
export function makeArrangement(
  ground: Ground,
  client: Owner,
  payer: { id: string },
  overrides: Overrides<'paymentArrangement'> = {},
): Row<'paymentArrangement'> {
  return ground.add('paymentArrangement', {
    practiceId: client.practiceId,
    clientId: client.id,
    payerId: payer.id,
    share: 'whole',
    fromOn: dateStamp(ground.today),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}
