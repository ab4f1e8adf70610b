import { dateStamp, dayOf, stamp } from '../calendar.ts';
import { makeArrangement, makeLedgerEntry, makePayer, makeSettlement } from '../factories/fees.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import { byStaff } from './trail.ts';

type Side = { kind: string; reason: string; method?: string };
const added = { kind: 'adjustment-up', reason: 'room-or-material' };
const wrong = { kind: 'adjustment-up', reason: 'wrong-sum' };
const ahead = { kind: 'payment', reason: 'payment', method: 'transfer' };
const back = (reason: string) => ({ kind: 'refund', reason, method: 'transfer' });

/** What else happens to money in a year, each twice: what raises what is owed, and what lowers it again. */
const pairs: readonly [key: string, weeksAgo: number, pence: number, up: Side, down: Side][] = [
  ['ewa', 9, 500, wrong, { kind: 'adjustment-down', reason: 'wrong-sum' }],
  ['amos', 6, 1000, wrong, { kind: 'adjustment-down', reason: 'wrong-sum' }],
  ['callum', 5, 600, added, { kind: 'adjustment-down', reason: 'agreed-otherwise' }],
  ['mags', 4, 800, added, { kind: 'adjustment-down', reason: 'agreed-otherwise' }],
  ['deborah', 8, 400, added, { kind: 'write-off', reason: 'small-sum' }],
  ['tyrone', 7, 300, added, { kind: 'write-off', reason: 'small-sum' }],
  ['norman', 20, 2500, added, { kind: 'write-off', reason: 'not-collectable' }],
  ['gita', 21, 2500, added, { kind: 'write-off', reason: 'not-collectable' }],
  ['lottie', 5, 700, added, { kind: 'waiver', reason: 'goodwill' }],
  ['farah', 6, 700, added, { kind: 'waiver', reason: 'goodwill' }],
  ['graham', 3, 900, added, { kind: 'waiver', reason: 'our-mistake' }],
  ['christine', 4, 900, added, { kind: 'waiver', reason: 'our-mistake' }],
  ['yusra', 8, 600, added, { kind: 'waiver', reason: 'hardship' }],
  ['roisin', 9, 600, added, { kind: 'waiver', reason: 'hardship' }],
  ['elis', 10, 800, added, { kind: 'waiver', reason: 'not-foreseen' }],
  ['stephen', 22, 800, added, { kind: 'waiver', reason: 'not-foreseen' }],
  ['callum', 12, 5500, back('paid-twice'), ahead],
  ['mags', 13, 5500, back('paid-twice'), ahead],
  ['norman', 19, 2500, back('paid-ahead'), ahead],
  ['stephen', 21, 5500, back('paid-ahead'), ahead],
];

type Known = { id: string; practiceId: string };

/** Sums that were added, let go, paid ahead and paid back; and arrangements that have ended, beyond which somebody chose to pay. */
export function putRight(stage: Stage): void {
  const { ground, house, clients } = stage;
  const recordedById = house.staff.bethan?.id ?? null;
  for (const [key, weeksAgo, pence, up, down] of pairs) {
    const client = clients[key] as Row<'client'> & Known;
    const at = ground.now.subtract({ hours: 24 * 7 * weeksAgo + 3 });
    const line = (side: Side, minutes: number) => {
      const isMoney = side.kind === 'payment' || side.kind === 'refund';
      const when = at.add({ minutes });
      const receivedOn = isMoney ? dateStamp(dayOf(when, ground.zone)) : null;
      return makeLedgerEntry(ground, client, { ...side, pence, recordedById, receivedOn, at: stamp(when) });
    };
    const isAhead = down.kind === 'payment';
    const credit = line(down, isAhead ? 0 : 30);
    const debit = line(up, isAhead ? 30 : 0);
    makeSettlement(ground, isAhead ? { ...credit, at: debit.at ?? stamp(at) } : credit, debit, pence);
    for (const { id, kind } of [credit, debit]) {
      const type = {
        payment: 'fee.paid',
        refund: 'fee.refunded',
        waiver: 'fee.waived',
        'write-off': 'fee.written-off',
      }[kind];
      const subject = { type: 'ledger-entry', id: id as string, clientId: client.id };
      stage.tell(
        (type ?? 'fee.adjusted') as 'fee.adjusted',
        byStaff(house, 'bethan'),
        at.add({ minutes: 30 }),
        subject,
      );
    }
  }
  endedArrangements(stage);
}

function endedArrangements({ ground, house, clients }: Stage): void {
  const pennine = makePayer(ground, house.practice, { name: 'Pennine Mutual', address: '9 Canal Walk, Leeds LS2 9ZZ' });
  const brindle = makePayer(ground, house.practice, { kind: 'employer', name: 'Brindle and Lowe', reference: 'BL 77' });
  const before: [string, { id?: string }, 'staff' | 'client'][] = [
    ['norman', pennine, 'staff'],
    ['gita', brindle, 'client'],
    ['stephen', pennine, 'client'],
    ['christine', brindle, 'staff'],
  ];
  for (const [key, payer, beyondChosenBy] of before) {
    const until = ground.today.subtract({ weeks: 30 });
    makeArrangement(ground, clients[key] as Row<'client'> & Known, payer as { id: string }, {
      fromOn: dateStamp(until.subtract({ weeks: 12 })),
      untilOn: dateStamp(until),
      sessionLimit: 6,
      usedBefore: 6,
      authorisation: `OLD-${key.toUpperCase()}`,
      shownAs: 'initials',
      beyond: 'client-pays',
      beyondChosenBy,
      beyondChosenAt: stamp(ground.now.subtract({ hours: 24 * 7 * 31 })),
      createdAt: stamp(ground.now.subtract({ hours: 24 * 7 * 43 })),
      createdById: house.staff.bethan?.id ?? null,
    });
  }
}
