import { idSchema } from '@heather/core';
import { z } from 'zod';
import type { Db } from '../database.ts';
import { csvRecord, csvStart } from '../fees/rules/csv.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const overviewStates = [
  'talking',
  'waiting',
  'declined',
  'missing',
  'review-due',
  'partly-withdrawn',
  'signed',
] as const;
const stateSchema = z.enum(overviewStates);

const filter = {
  state: stateSchema.nullable(),
  therapistId: idSchema('staff').nullable(),
};
const row = z.strictObject({
  clientId: z.string(),
  clientName: z.string(),
  episodeId: z.string(),
  therapistId: z.string().nullable(),
  therapistName: z.string().nullable(),
  state: stateSchema,
  packId: z.string().nullable(),
  /** The local day of what the state tells of: sent, signed, declined. */
  sinceOn: z.string().nullable(),
});
type Row = Omit<z.infer<typeof row>, 'sinceOn'> & { at: Date | null };
type Asked = {
  practiceId: string;
  state: string | null;
  therapistId: string | null;
  after: string | null;
  now: Temporal.Instant;
};

const aPage = 50;
/** A file is written so many people at a time. */
const aLot = 2000;
/** Months after which somebody reads an agreement again with the client. Chosen: good practice asks for it, no law gives a number. */
const reviewMonths = 12;
/** Days for which a no stands out while the agreement before it holds on. */
const declinedDays = 30;

/**
 * Everybody in a course by name, each with the one word that their newest agreement comes to. People come from the index of names, a
 * few at first and more where a filter leaves few, so that a first page reads no more than a first page; nothing is counted.
 */
async function pageOf(db: Db, asked: Asked, most: number): Promise<Row[]> {
  const { practiceId, state, therapistId } = asked;
  const old = await outdated(db, practiceId);
  const found: Row[] = [];
  let after = asked.after;
  for (let lot = Math.min(most, aLot); ; lot = Math.min(lot * 4, aLot)) {
    const people = await db.$queryRaw<{ id: string }[]>`
      SELECT k.id FROM client k LEFT JOIN client f ON f.practice_id = k.practice_id AND f.id = ${after}::uuid
      WHERE k.practice_id = ${practiceId}::uuid AND k.state <> 'erased'
        AND (f.id IS NULL OR k.name_search > f.name_search OR (k.name_search = f.name_search AND k.id > f.id))
        AND EXISTS (SELECT FROM episode_participant p JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id
          WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.left_at IS NULL AND e.state <> 'ended')
        AND NOT EXISTS (SELECT FROM client_merge m WHERE m.practice_id = k.practice_id AND m.client_id = k.id AND m.undone_at IS NULL)
      ORDER BY k.name_search, k.id LIMIT ${lot}`;
    const ids = people.map(({ id }) => id);
    const rows = new Map((await standingOf(db, practiceId, ids, old, asked.now)).map((one) => [one.clientId, one]));
    for (const id of ids) {
      const one = rows.get(id);
      const isAsked =
        one && (state === null || one.state === state) && (therapistId === null || one.therapistId === therapistId);
      if (isAsked) found.push(one);
    }
    after = ids.at(-1) ?? null;
    if (found.length >= most) return found.slice(0, most);
    if (ids.length < lot) return found;
  }
}

/** A handful of rows: the wordings in which nobody signs any more because another means something else. */
async function outdated(db: Db, practiceId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM template_version v
    WHERE v.practice_id = ${practiceId}::uuid AND EXISTS (SELECT FROM template_version w
      WHERE w.practice_id = v.practice_id AND w.template_id = v.template_id AND w.nation = v.nation AND w.language = v.language
        AND w.number > v.number AND w.state = 'published' AND w.is_material_change)`;
  return rows.map(({ id }) => id);
}

function standingOf(
  db: Db,
  practiceId: string,
  clientIds: readonly string[],
  oldIds: readonly string[],
  now: Temporal.Instant,
): Promise<Row[]> {
  const at = dateOf(now);
  const reviewBefore = dateOf(now.toZonedDateTimeISO('UTC').subtract({ months: reviewMonths }).toInstant());
  const declinedAfter = dateOf(now.subtract({ hours: 24 * declinedDays }));
  return db.$queryRaw<Row[]>`
    SELECT k.id AS "clientId", k.short_name AS "clientName", c.id AS "episodeId", l.therapist_id AS "therapistId",
      l.short_name AS "therapistName", s.state, coalesce(n.id, g.id) AS "packId", s.at
    FROM unnest(${[...clientIds]}::uuid[]) u (id) JOIN client k ON k.practice_id = ${practiceId}::uuid AND k.id = u.id
      JOIN LATERAL (SELECT e.id FROM episode_participant p JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id
        WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.left_at IS NULL AND e.state <> 'ended'
        ORDER BY e.opened_at DESC LIMIT 1) c ON true
      LEFT JOIN LATERAL (SELECT a.therapist_id, m.short_name FROM allocation a
          JOIN staff_member m ON m.practice_id = a.practice_id AND m.id = a.therapist_id
        WHERE a.practice_id = k.practice_id AND a.episode_id = c.id AND a.until_at IS NULL ORDER BY a.from_at DESC LIMIT 1) l ON true
      LEFT JOIN LATERAL (SELECT p.id, p.state, p.sent_at, p.expires_at, w.state AS kept FROM agreement_pack p
          JOIN working_agreement w ON w.practice_id = p.practice_id AND w.id = p.working_agreement_id
        WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.episode_id = c.id ORDER BY w.number DESC LIMIT 1) n ON true
      LEFT JOIN LATERAL (SELECT p.id, w.agreed_at, w.template_version_id, p.notice_version_id, p.consents_version_id FROM agreement_pack p
          JOIN working_agreement w ON w.practice_id = p.practice_id AND w.id = p.working_agreement_id AND w.state = 'agreed'
        WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.episode_id = c.id AND p.state = 'signed'
        ORDER BY w.number DESC LIMIT 1) g ON true
      CROSS JOIN LATERAL (SELECT (CASE
          WHEN n.kept = 'sent' AND n.state = 'talking' AND n.expires_at > ${at} THEN 'talking'
          WHEN n.kept = 'sent' AND (n.state = 'signed' OR (n.state = 'sent' AND n.expires_at > ${at})) THEN 'waiting'
          WHEN n.state = 'declined' AND (g.id IS NULL OR n.sent_at > ${declinedAfter}) THEN 'declined'
          WHEN g.id IS NULL THEN 'missing'
          WHEN g.agreed_at < ${reviewBefore}
            OR ARRAY[g.template_version_id, g.notice_version_id, g.consents_version_id] && ${[...oldIds]}::uuid[] THEN 'review-due'
          WHEN EXISTS (SELECT FROM consent_event x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
            AND x.clause_id IS NOT NULL AND x.type = 'item-withdrawn' AND NOT EXISTS (SELECT FROM consent_event y
              WHERE y.practice_id = x.practice_id AND y.client_id = x.client_id AND y.clause_id = x.clause_id
                AND y.type IN ('item-given', 'item-declined') AND (y.at, y.seq) > (x.at, x.seq))) THEN 'partly-withdrawn'
          ELSE 'signed' END) AS state, coalesce(CASE WHEN n.kept = 'sent' OR n.state = 'declined' THEN n.sent_at END, g.agreed_at) AS at) s`;
}

/** People and where their agreement stands, a page at a time. Status only; the cursor is an id, so that no name is in an address. */
export const overview = staffProcedure('agreements.overview')
  .input(z.strictObject({ ...filter, after: idSchema('client').nullable() }))
  .output(z.strictObject({ rows: z.array(row), next: z.string().nullable() }))
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const found = await pageOf(ctx.db, { practiceId, ...input, now: ctx.now() }, aPage + 1);
    const page = found.slice(0, aPage);
    return {
      rows: page.map(({ at, ...one }) => ({ ...one, sinceOn: at && localOn(at, ctx.practice.timeZone) })),
      next: found.length > aPage ? (page.at(-1)?.clientId ?? null) : null,
    };
  });

/** The same as a file: name, therapist, state, since when. */
export const overviewFile = staffProcedure('agreements.overviewFile')
  .input(z.strictObject({ state: stateSchema.nullable() }))
  .output(z.strictObject({ fileName: z.string(), base64: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const asked = { practiceId, state: input.state, therapistId: null, now: ctx.now() };
    let text = csvStart + csvRecord(['Client', 'Therapist', 'State', 'Since']);
    let after: string | null = null;
    let count = 0;
    do {
      const rows: Row[] = await pageOf(ctx.db, { ...asked, after }, aLot);
      for (const { clientName, therapistName, state, at } of rows)
        text += csvRecord([clientName, therapistName ?? '', state, at ? localOn(at, ctx.practice.timeZone) : '']);
      count += rows.length;
      after = rows.length === aLot ? (rows.at(-1)?.clientId ?? null) : null;
    } while (after !== null);
    await ctx.write((tx) =>
      tx.audit('agreement.list-taken', { subjectType: 'practice', subjectId: practiceId, facts: { rows: count } }),
    );
    return {
      fileName: `agreements-${localOn(ctx.now(), ctx.practice.timeZone)}.csv`,
      base64: Buffer.from(text).toString('base64'),
    };
  });
