import { dateStamp, dayOf, stamp } from '../calendar.ts';
import { makeArrangement, makeLedgerEntry, makePayer, makeSettlement } from '../factories/fees.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import { otherPayers } from './payers.ts';
import type { Met } from './planning.ts';
import { putRight } from './putting-right.ts';
import { byStaff, bySystem } from './trail.ts';

type Due = { session: Row<'session'>; endsAt: Temporal.Instant; status: string };
type Share = {
  party: 'client' | 'payer' | 'undecided';
  payerId: string | null;
  arrangementId: string | null;
  pence: number;
};
type Payer = {
  row: Row<'payer'>;
  arrangement: Row<'paymentArrangement'>;
  plan: (typeof otherPayers)[string];
  from: number;
};

/** Whose fee is another than the usual one, and the word for it. */
const lowerFees = [
  ['yusra', 'income'],
  ['graham', 'income'],
  ['farah', 'student'],
  ['lottie', 'student'],
  ['tyrone', 'between-jobs'],
  ['gita', 'between-jobs'],
  ['amos', 'trainee'],
  ['stephen', 'trainee'],
  ['mags', 'earlier-fee'],
  ['christine', 'earlier-fee'],
  ['marek', 'partner-scheme'],
  ['ewa', 'partner-scheme'],
  ['norman', 'no-fee-place'],
  ['deborah', 'no-fee-place'],
] as const;

/** What the year cost and who paid it: most within the week, some by halves, some through others, with a receipt for each payment. */
export function pay(stage: Stage, all: readonly Met[]): void {
  for (const met of all) {
    const { spec } = met.laid;
    // A group pays each for themselves; a couple or family has one bill.
    for (const key of spec.kind === 'group' ? spec.people : spec.people.slice(0, 1)) payOne(stage, met, key);
  }
  putRight(stage);
  number(stage);
  const { ground, house, clients } = stage;
  for (const [key, reason] of lowerFees) {
    ground.add('clientFeeReason', {
      practiceId: house.practice.id,
      id: ground.id(),
      clientId: clients[key]?.id as string,
      reason,
      reviewOn: dateStamp(ground.today.add({ weeks: 9 })),
      setById: house.staff.carys?.id ?? null,
      setAt: stamp(ground.now.subtract({ hours: 24 * 90 })),
    });
  }
  const since = { fromOn: dateStamp(ground.today.subtract({ years: 2 })) };
  const shares: [string, { kind: string; points?: number; pence?: number }][] = [
    ['tomos', { kind: 'percent', points: 6500 }],
    ['leila', { kind: 'percent', points: 6500 }],
    ['marta', { kind: 'percent', points: 6000 }],
    ['owen', { kind: 'fixed', pence: 3200 }],
    ['niamh', { kind: 'fixed', pence: 3400 }],
  ];
  for (const [key, share] of shares) {
    const staffId = house.staff[key]?.id as string;
    ground.add('therapistShare', { practiceId: house.practice.id, id: ground.id(), staffId, ...share, ...since });
  }
}

function dueOf({ meetings }: Met, now: number): Due[] {
  return meetings.flatMap(({ row, status, end }) =>
    row && end <= now && ['attended', 'cancelled-late', 'did-not-attend'].includes(status)
      ? [{ session: row, status, endsAt: Temporal.Instant.fromEpochMilliseconds(end) }]
      : [],
  );
}

function payOne(stage: Stage, met: Met, key: string): void {
  const { ground, clients } = stage;
  const client = clients[key] as Row<'client'> & { id: string };
  const due = dueOf(met, ground.now.epochMilliseconds);
  const payer = payerFor(stage, client, key, due);
  const own: { line: Row<'ledgerEntry'>; endsAt: Temporal.Instant }[] = [];
  const theirs: Row<'ledgerEntry'>[] = [];
  due.forEach((one, index) => {
    for (const { pence, ...account } of sharesOf(payer, one, index)) {
      const line = charge(stage, client, one, { ...account, pence });
      if (account.party === 'client') own.push({ line, endsAt: one.endsAt });
      if (account.party === 'payer') theirs.push(line);
    }
  });
  for (const { line, endsAt } of own) settleOwn(stage, met.laid.spec.key, client, line, endsAt);
  if (payer) settlePayer(stage, client, payer, theirs);
  if (key === 'joel' || key === 'amos') takeBackOne(stage, client);
}

/** An arrangement covers the last so many sessions; its limit is laid so that so many are left, or beyond it. */
function payerFor(
  stage: Stage,
  client: Row<'client'> & { id: string },
  key: string,
  due: readonly Due[],
): Payer | null {
  const plan = otherPayers[key];
  if (!plan) return null;
  const { ground, house } = stage;
  const from = Math.max(0, due.length - plan.sessions);
  const practiceId = house.practice.id;
  const row =
    ground.rows.payer.find((one) => one.name === plan.name && one.practiceId === practiceId) ??
    makePayer(ground, house.practice, {
      kind: plan.kind,
      name: plan.name,
      address: plan.address,
      reference: plan.ourReference,
      clientId: plan.kind === 'person' ? client.id : null,
    });
  const first = due[from]?.endsAt ?? ground.now;
  const arrangement = makeArrangement(ground, client, row as { id: string }, {
    ...plan.terms,
    fromOn: dateStamp(dayOf(first, ground.zone)),
    sessionLimit: plan.left === null ? null : Math.max(1, due.length - from + plan.left),
    createdById: house.staff.bethan?.id ?? null,
    createdAt: stamp(first.subtract({ hours: 24 * 5 })),
  });
  return { row, arrangement, plan, from };
}

function sharesOf(payer: Payer | null, { session, status }: Due, index: number): Share[] {
  const pence = session.feePence as number;
  const whole: Share = { party: 'client', payerId: null, arrangementId: null, pence };
  if (!payer || index < payer.from || status !== 'attended') return [whole];
  const { share, sharePence, sharePoints, sessionLimit, id } = payer.arrangement;
  const theirs =
    share === 'whole'
      ? pence
      : share === 'fixed'
        ? Math.min(pence, sharePence ?? 0)
        : Math.ceil((pence * (sharePoints ?? 0)) / 10_000);
  const isBeyond = typeof sessionLimit === 'number' && index - payer.from >= sessionLimit;
  const part: Share = isBeyond
    ? { party: 'undecided', payerId: null, arrangementId: id as string, pence: theirs }
    : { party: 'payer', payerId: payer.row.id as string, arrangementId: id as string, pence: theirs };
  return theirs === pence ? [part] : [part, { ...whole, pence: pence - theirs }];
}

function charge(stage: Stage, client: Row<'client'> & { id: string }, { session, status, endsAt }: Due, share: Share) {
  const { ground, tell } = stage;
  const reason =
    status === 'attended' ? 'session' : status === 'cancelled-late' ? 'late-cancellation' : 'did-not-attend';
  const key = `session:${session.id}:${client.id}:0:${share.party}`;
  const line = makeLedgerEntry(ground, client, {
    ...share,
    sessionId: session.id as string,
    kind: 'charge',
    reason,
    key,
    at: stamp(endsAt),
  });
  tell('fee.charged', bySystem, endsAt, { type: 'ledger-entry', id: line.id as string, clientId: client.id });
  return line;
}

function settleOwn(
  stage: Stage,
  course: string,
  client: Row<'client'> & { id: string },
  line: Row<'ledgerEntry'>,
  endsAt: Temporal.Instant,
): void {
  const { ground } = stage;
  const random = ground.random.fork(`fee/${course}/${endsAt.epochMilliseconds}/${client.id.slice(-6)}`);
  const settledAt = endsAt.add({ hours: 24 * random.int(1, 6), minutes: 20 });
  if (Temporal.Instant.compare(settledAt, ground.now) > 0 || random.chance(0.06)) return;
  if (line.reason !== 'session' && random.chance(0.4)) {
    const reason = random.pick(['not-foreseen', 'goodwill', 'our-mistake', 'hardship']);
    credit(stage, client, settledAt, { kind: 'waiver', reason, sessionId: line.sessionId ?? null, pence: line.pence }, [
      line,
    ]);
    return;
  }
  const method = random.pick(['card', 'card', 'card', 'transfer', 'transfer', 'cash', 'other']);
  const pence = random.chance(0.04) ? Math.floor(line.pence / 2) : line.pence;
  credit(stage, client, settledAt, { kind: 'payment', reason: 'payment', method, pence }, [line]);
}

/** A payer's transfer for all but the last sessions: what an insurer has not yet paid is always some weeks old. */
function settlePayer(
  stage: Stage,
  client: Row<'client'> & { id: string },
  payer: Payer,
  lines: readonly Row<'ledgerEntry'>[],
): void {
  const paid = lines.slice(0, Math.max(0, lines.length - payer.plan.unpaid));
  const last = paid.at(-1);
  if (!last) return;
  const at = Temporal.Instant.from(last.at as string).add({ hours: 24 * 5 });
  const pence = paid.reduce((sum, line) => sum + line.pence, 0);
  const reference = payer.plan.bankReference;
  const { id: payerId } = payer.row;
  credit(
    stage,
    client,
    Temporal.Instant.compare(at, stage.ground.now) > 0 ? stage.ground.now : at,
    {
      kind: 'payment',
      reason: 'payment',
      method: 'transfer',
      pence,
      party: 'payer',
      payerId: payerId as string,
      reference,
    },
    paid,
  );
}

function credit(
  stage: Stage,
  client: Row<'client'> & { id: string },
  at: Temporal.Instant,
  over: Partial<Row<'ledgerEntry'>> & { kind: string; pence: number },
  against: readonly Row<'ledgerEntry'>[],
): Row<'ledgerEntry'> {
  const { ground, house, tell } = stage;
  const receivedOn = over.kind === 'payment' ? dateStamp(dayOf(at, ground.zone)) : null;
  const line = makeLedgerEntry(ground, client, {
    recordedById: house.staff.bethan?.id ?? null,
    receivedOn,
    ...(over as object),
    at: stamp(at),
  });
  let left = over.pence;
  for (const debit of against) {
    const pence = Math.min(left, debit.pence);
    if (pence > 0) makeSettlement(ground, line, debit, pence);
    left -= pence;
  }
  const type = over.kind === 'payment' ? 'fee.paid' : 'fee.waived';
  tell(type, byStaff(house, 'bethan'), at, { type: 'ledger-entry', id: line.id as string, clientId: client.id });
  return line;
}

/** The same transfer recorded twice last week, and the second taken back a minute later. */
function takeBackOne(stage: Stage, client: Row<'client'> & { id: string }): void {
  const { ground, house, tell } = stage;
  const at = ground.now.subtract({ hours: 24 * 6 });
  const twice = { kind: 'payment', reason: 'payment', method: 'transfer', pence: 5500, reference: 'FERN ROW' };
  const line = credit(stage, client, at, twice, []);
  const back = makeLedgerEntry(ground, client, {
    kind: 'payment',
    pence: 5500,
    reason: 'recorded-by-mistake',
    method: 'transfer',
    reversesId: line.id as string,
    recordedById: house.staff.bethan?.id ?? null,
    at: stamp(at.add({ minutes: 1 })),
  });
  makeSettlement(ground, line, back, 5500);
  const told = { type: 'ledger-entry', id: line.id as string, clientId: client.id };
  tell('fee.reversed', byStaff(house, 'bethan'), at.add({ minutes: 1 }), told);
}

/** Receipts, in the order in which money came. */
function number({ ground, house, clients, tell }: Stage): void {
  const practiceId = house.practice.id;
  const names = new Map(Object.values(clients).map((one) => [one.id, `${one.firstName} ${one.lastName}`]));
  const payers = new Map(ground.rows.payer.map((row) => [row.id, row.name]));
  const paid = ground.rows.ledgerEntry
    .filter((row) => row.practiceId === practiceId && row.kind === 'payment' && !row.reversesId)
    .sort((a, b) => ((a.at as string) < (b.at as string) ? -1 : 1));
  paid.forEach((row, index) => {
    const receipt = ground.add('receipt', {
      practiceId,
      id: ground.id(Temporal.Instant.from(row.at as string)),
      number: index + 1,
      clientId: row.clientId,
      entryId: row.id as string,
      issuedTo: (row.payerId ? payers.get(row.payerId) : names.get(row.clientId)) ?? '',
      issuedById: row.recordedById ?? null,
      issuedAt: row.at ?? stamp(ground.now),
    });
    const subject = { type: 'receipt', id: receipt.id as string, clientId: row.clientId };
    tell('receipt.issued', byStaff(house, 'bethan'), row.at as string, subject);
  });
  const month = (ago: number) => ground.today.subtract({ months: ago }).with({ day: 1 });
  const document = (kind: string, client: string | null, ago: number) =>
    ground.add('feeDocument', {
      practiceId,
      id: ground.id(),
      kind,
      clientId: client && (clients[client]?.id as string),
      fromOn: dateStamp(month(ago)),
      untilOn: dateStamp(month(ago - 1).subtract({ days: 1 })),
      madeById: house.staff[client ? 'bethan' : 'carys']?.id ?? null,
      madeAt: stamp(ground.now.subtract({ hours: 24 * 3 })),
      isShared: client !== null,
    });
  for (const client of ['amira', 'beth', null])
    for (const ago of [1, 2]) document(client ? 'statement' : 'accounts', client, ago);
}
