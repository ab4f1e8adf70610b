import { orderWaitingList } from '@heather/allocation';
import { dateLabel, localLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { unsealedSince } from '../agreements/board.ts';
import { sealKeyEndsIn } from '../agreements/seal-key.ts';
import { unansweredSince } from '../alerts/unanswered.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { loadGaps, openGaps, whyNot } from '../scheduling/load-gaps.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const openOfferStates = ['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'];
/** So many rows of each kind; the counts say how many there are. */
const shown = 8;

const rowSchema = z.strictObject({ id: z.string(), name: z.string(), words: z.string() });
const listSchema = z.strictObject({ count: z.number(), rows: z.array(rowSchema) });

/** What waits in the practice this morning. Of a safety answer: since when, and nothing else. */
export const practice = staffProcedure('home.practice')
  .output(
    z.strictObject({
      today: z.string(),
      seesAlerts: z.boolean(),
      /** "since 11:21", oldest first */
      unanswered: z.array(z.string()),
      waiting: z.strictObject({
        count: z.number(),
        pastLimit: z.number(),
        limitDays: z.number(),
        rows: z.array(rowSchema),
      }),
      offers: z.strictObject({ count: z.number(), lapsingToday: z.number(), rows: z.array(rowSchema) }),
      unsigned: listSchema,
      toBook: listSchema,
      /** Standing sessions of the next weeks that could not be placed. */
      gaps: listSchema,
      /** Signed by everybody and not sealed for some minutes: how many, "since 11:21" the first. null: none, or not the caller's to mend. */
      unsealed: z.strictObject({ count: z.number(), since: z.string() }).nullable(),
      /** Days until the sealing key ends, from 60 on. */
      sealKeyDays: z.number().nullable(),
      owing: z.number(),
      seesFees: z.boolean(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, roles } = ctx.actor;
    const { timeZone: zone } = ctx.practice;
    const now = ctx.now();
    const todayOn = localOn(now, zone);
    const seesAlerts = roles.includes('manager') || roles.includes('clinical-lead');
    const seesSeals = seesAlerts;
    const seesFees = roles.includes('manager') || roles.includes('front-desk');
    const name = { select: { shortName: true } };
    const toPlace = await openGaps(ctx.db, practiceId, now);
    const [
      settings,
      entries,
      offers,
      packs,
      unsignedCount,
      open,
      alerts,
      owing,
      unsealed,
      sealKeyDays,
      gapCount,
      gaps,
    ] = await Promise.all([
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { waitLimitDays: true } }),
      ctx.db.waitingListEntry.findMany({
        where: { practiceId, state: 'waiting' },
        select: { id: true, sinceAt: true, client: name },
      }),
      ctx.db.offer.findMany({
        where: { practiceId, state: { in: openOfferStates } },
        orderBy: { heldUntil: 'asc' },
        select: { id: true, state: true, heldUntil: true, client: name, therapist: name },
      }),
      ctx.db.agreementPack.findMany({
        where: { practiceId, state: { in: ['sent', 'talking'] }, workingAgreement: { state: 'sent' } },
        orderBy: { sentAt: 'asc' },
        take: shown,
        select: { id: true, clientId: true, state: true, sentAt: true, expiresAt: true, client: name },
      }),
      ctx.db.agreementPack.count({
        where: { practiceId, state: { in: ['sent', 'talking'] }, workingAgreement: { state: 'sent' } },
      }),
      ctx.db.episode.findMany({
        where: {
          practiceId,
          state: 'open',
          workingAgreementAsEpisode: { some: { state: 'agreed' } },
          seriesAsEpisode: { none: {} },
          sessionAsEpisode: { none: { startsAt: { gt: dateOf(now) } } },
        },
        select: { id: true, episodeParticipantAsEpisode: { select: { clientId: true, client: name }, take: 1 } },
        take: 50,
      }),
      seesAlerts ? unansweredSince(ctx.db, practiceId, now) : [],
      seesFees ? countOwing(ctx.db, practiceId) : 0,
      seesSeals ? unsealedSince(ctx.db, practiceId, now) : null,
      seesSeals ? sealKeyEndsIn(ctx.db, practiceId, now) : null,
      ctx.db.seriesGap.count({ where: toPlace }),
      loadGaps(ctx.db, toPlace, shown, zone),
    ]);
    const limitDays = settings?.waitLimitDays ?? 42;
    const waiting = orderWaitingList(
      entries.map(({ id, sinceAt, client }) => ({ id, name: client.shortName, sinceAt: instantOf(sinceAt) })),
      { now, zone, waitLimitDays: limitDays },
    );
    const since = (at: Date) =>
      localOn(at, zone) === todayOn
        ? `since ${timeLabel(instantOf(at), zone)}`
        : `since ${localLabel(instantOf(at), zone)}`;
    return {
      today: dateLabel(todayOn),
      seesAlerts,
      unanswered: alerts.map(since),
      waiting: {
        count: waiting.length,
        pastLimit: waiting.filter(({ isPastLimit }) => isPastLimit).length,
        limitDays,
        rows: waiting.slice(0, shown).map((row) => ({
          id: row.id,
          name: row.name,
          words: `${row.waitingDays} ${row.waitingDays === 1 ? 'day' : 'days'}${row.isPastLimit ? ', past our limit' : ''}`,
        })),
      },
      offers: {
        count: offers.length,
        lapsingToday: offers.filter(({ heldUntil }) => localOn(heldUntil, zone) === todayOn).length,
        rows: offers.slice(0, shown).map((row) => ({
          id: row.id,
          name: row.client.shortName,
          words: `${offerWords[row.state] ?? 'Open'}, with ${row.therapist.shortName}, ${
            localOn(row.heldUntil, zone) === todayOn
              ? `lapses today at ${timeLabel(instantOf(row.heldUntil), zone)}`
              : `held until ${dateLabel(localOn(row.heldUntil, zone))}`
          }`,
        })),
      },
      unsigned: {
        count: unsignedCount,
        rows: packs.map((row) => ({
          id: row.clientId,
          name: row.client.shortName,
          words: `${row.state === 'talking' ? 'Wants to talk first, sent' : 'Sent'} ${dateLabel(localOn(row.sentAt, zone))}`,
        })),
      },
      toBook: {
        count: open.length,
        rows: open
          .slice(0, shown)
          .flatMap(({ episodeParticipantAsEpisode: [person] }) =>
            person
              ? [{ id: person.clientId, name: person.client.shortName, words: 'Signed, no standing session yet' }]
              : [],
          ),
      },
      gaps: {
        count: gapCount,
        rows: gaps.map((row) => ({
          id: row.id,
          name: row.episode.episodeParticipantAsEpisode.map(({ client }) => client.shortName).join(' and '),
          words: `${localLabel(instantOf(row.startsAt), row.series.zone)}. ${whyNot(row.clashes)}`,
        })),
      },
      unsealed: unsealed?.since ? { count: unsealed.count, since: since(new Date(unsealed.since)) } : null,
      sealKeyDays,
      owing,
      seesFees,
    };
  });

const offerWords: Record<string, string> = {
  held: 'Waits for the therapist',
  'accepted-by-therapist': 'To send to the client',
  'offered-to-client': 'Waits for the client',
  'accepted-by-client': 'Accepted, agreement next',
};

type Counting = { $queryRaw: <T>(query: TemplateStringsArray, ...values: unknown[]) => PromiseLike<T> };

/** How many people owe something. Not how much: the page of fees says that of each. */
async function countOwing(db: Counting, practiceId: string): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (SELECT client_id FROM ledger_entry WHERE practice_id = ${practiceId}::uuid
      AND party = 'client' GROUP BY client_id HAVING sum(effect_pence) > 0) owing`;
  return Number(rows[0]?.count ?? 0);
}
