import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

/** A charge, a waiver or a payment in pence. What is owed is charges less waivers and payments; pence are never negative. */
export function makeLedgerEntry(
  ground: Ground,
  client: { id: string; practiceId: string },
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
