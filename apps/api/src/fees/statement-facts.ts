import { fail } from '@heather/core';
import { Prisma } from '@heather/database';
import type { StatementInput } from '@heather/documents';
import type { Tx } from '../database.ts';
import { localOn } from '../measures/instants.ts';
import { lineWords, longDay } from './line-words.ts';
import { shownName } from './references.ts';

/** Lines of one file at most: a year of a large insurer. */
const most = 5000;

type Row = {
  client_id: string;
  kind: string;
  reason: string;
  method: string;
  reverses_id: string | null;
  effect_pence: number;
  at: Date;
  starts_at: Date | null;
  received_on: Date | null;
};

export type StatementOf = { clientId: string | null; payerId: string | null; fromOn: string; untilOn: string };

/**
 * The parts of a statement, from the ledger as it stands. The client's own: their account, by days. A payer's: only what is on the
 * payer's account, each client called as their arrangement says; an insurer is given the days, which a claim cannot do without, anybody
 * else only with the client's yes, else so many appointments a month.
 * @throws fee/too-many-lines
 */
export async function statementSections(
  db: Tx,
  practiceId: string,
  zone: string,
  of: StatementOf,
): Promise<Pick<StatementInput, 'sections' | 'note'>> {
  const { clientId, payerId } = of;
  const fromAt = Temporal.PlainDate.from(of.fromOn).toZonedDateTime(zone).toInstant();
  const untilAt = Temporal.PlainDate.from(of.untilOn).add({ days: 1 }).toZonedDateTime(zone).toInstant();
  const [from, until] = [new Date(fromAt.epochMilliseconds), new Date(untilAt.epochMilliseconds)];
  const whose = Prisma.sql`e.practice_id = ${practiceId}::uuid AND (${clientId}::uuid IS NULL OR e.client_id = ${clientId}::uuid)
    AND e.party = ${payerId ? 'payer' : 'client'} AND e.payer_id IS NOT DISTINCT FROM ${payerId}::uuid`;
  const [before, rows] = await Promise.all([
    db.$queryRaw<{ client_id: string; pence: bigint }[]>(Prisma.sql`
      SELECT e.client_id, sum(e.effect_pence) AS pence FROM ledger_entry e WHERE ${whose} AND e.at < ${from} GROUP BY 1`),
    db.$queryRaw<Row[]>(Prisma.sql`
      SELECT e.client_id, e.kind, e.reason, e.method, e.reverses_id, e.effect_pence, e.at, e.received_on, s.starts_at
      FROM ledger_entry e LEFT JOIN session s ON s.practice_id = e.practice_id AND s.id = e.session_id
      WHERE ${whose} AND e.at >= ${from} AND e.at < ${until} ORDER BY e.at, e.id LIMIT ${most + 1}`),
  ]);
  if (rows.length > most) return fail('fee/too-many-lines');
  const beforeOf = new Map(before.map((row) => [row.client_id, Number(row.pence)]));
  const byClient = Map.groupBy(rows, (row) => row.client_id);
  const ids = [...new Set([...byClient.keys(), ...beforeOf.keys()])].filter(
    (id) => byClient.has(id) || beforeOf.get(id) !== 0,
  );
  const terms = payerId ? await payerTerms(db, practiceId, payerId, ids) : null;
  const sections = ids.sort().map((id) => {
    const own = byClient.get(id) ?? [];
    const term = terms?.get(id);
    const beforePence = beforeOf.get(id) ?? 0;
    return {
      forWhom: term?.name ?? null,
      memberReference: term?.memberReference ?? null,
      authorisation: term?.authorisation ?? null,
      beforePence,
      lines: term && !term.seesDates ? byMonth(own, zone) : byDay(own, zone),
      afterPence: beforePence + own.reduce((sum, { effect_pence }) => sum + effect_pence, 0),
    };
  });
  const hidesDates = terms !== null && [...terms.values()].some(({ seesDates }) => !seesDates);
  // What was written down later than its day stands where it was written: a statement that was given once never changes.
  const isLate = !hidesDates && rows.some((row) => dayShown(row, zone) < of.fromOn);
  const note = hidesDates
    ? 'Appointments are counted by month. Their days are not given.'
    : isLate
      ? 'Some of these are of earlier days. They stand here because they were written down in this time.'
      : null;
  return { sections, note };
}

/** Of the money or of the session: the day that a line says. */
const dayShown = (row: Row, zone: string): string =>
  row.received_on?.toISOString().slice(0, 10) ?? localOn(row.starts_at ?? row.at, zone);

type Line = { on: string; words: string; pence: number };

const byDay = (rows: readonly Row[], zone: string): Line[] =>
  rows
    .map((row) => ({ row, on: dayShown(row, zone) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ row, on }) => ({
      on: longDay(on),
      words: lineWords({ ...row, reversesId: row.reverses_id }),
      pence: row.effect_pence,
    }));

const months = Array.from({ length: 12 }, (_, at) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, at, 1)),
);
const monthLabel = (on: string) => `${months[Number(on.slice(5, 7)) - 1]} ${on.slice(0, 4)}`;

/** What is not money, added up by the month of its session; money by its day, which the payer knows. */
function byMonth(rows: readonly Row[], zone: string): Line[] {
  const isMoney = ({ kind }: Row) => kind === 'payment' || kind === 'refund';
  const groups = Map.groupBy(
    rows.filter((row) => !isMoney(row)),
    (row) => localOn(row.starts_at ?? row.at, zone).slice(0, 7),
  );
  const counted = [...groups].map(([month, own]) => {
    const count = own.reduce((sum, row) => sum + (row.kind === 'charge' ? Math.sign(row.effect_pence) : 0), 0);
    return {
      key: month,
      on: monthLabel(month),
      words: count === 1 ? '1 appointment' : `${count} appointments`,
      pence: own.reduce((sum, row) => sum + row.effect_pence, 0),
    };
  });
  const money = rows.filter(isMoney).map((row) => ({ key: localOn(row.at, zone), ...(byDay([row], zone)[0] as Line) }));
  return [...counted, ...money]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ on, words, pence }) => ({ on, words, pence }));
}

export type PayerTerms = {
  name: string;
  memberReference: string | null;
  authorisation: string | null;
  seesDates: boolean;
};

/** How a payer's papers call each of these clients, and whether they may say days: by their newest arrangement with this payer. */
export async function payerTerms(
  db: Tx,
  practiceId: string,
  payerId: string,
  clientIds: readonly string[],
): Promise<Map<string, PayerTerms>> {
  const [payer, clients, arrangements] = await Promise.all([
    db.payer.findFirst({ where: { practiceId, id: payerId }, select: { kind: true } }),
    db.client.findMany({
      where: { practiceId, id: { in: [...clientIds] } },
      select: { id: true, firstName: true, lastName: true },
    }),
    db.paymentArrangement.findMany({
      where: { practiceId, payerId, clientId: { in: [...clientIds] } },
      orderBy: [{ fromOn: 'asc' }, { createdAt: 'asc' }],
    }),
  ]);
  const newest = new Map(arrangements.map((row) => [row.clientId, row]));
  return new Map(
    clients.map((client) => {
      const terms = newest.get(client.id);
      return [
        client.id,
        {
          name: shownName(terms?.shownAs ?? 'reference', client),
          memberReference: terms?.memberReference ?? null,
          authorisation: terms?.authorisation ?? null,
          seesDates: payer?.kind === 'insurer' || (terms?.datesAgreed ?? false),
        },
      ];
    }),
  );
}
