import { lineSchema, wordsToFind } from '@heather/core';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';

const mostFound = 50;
/** Above every character that a word can begin to go on with, in C order. */
const last = '\u{10FFFF}';

const person = z.strictObject({
  clientId: z.string(),
  name: z.string(),
  knownAs: z.string().nullable(),
  bornYear: z.number().nullable(),
  state: z.string(),
  therapist: z.string().nullable(),
  next: z.string().nullable(),
  /** Where this caller goes on to: the enquiry of somebody who has only asked, else the client's page. */
  href: z.string(),
});

/**
 * People by the beginnings of words of their name, or by the last digits of a telephone number: the practice's for whoever keeps its
 * doors, their own caseload for a therapist. Nothing clinical. It only reads, yet is asked by POST: a name is in no address, no history
 * and no log. A record that goes on under another leads there.
 */
export const search = staffProcedure('clients.search')
  .input(z.strictObject({ name: lineSchema(80), most: z.int().min(1).max(mostFound).default(mostFound) }))
  .output(
    z.strictObject({
      people: z.array(person),
      /** More people have such a name than are shown. */
      isMore: z.boolean(),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const ids = await findIds(ctx, input.name, input.most + 1);
    const people = await describe(ctx, ids.slice(0, input.most));
    return { people, isMore: ids.length > input.most };
  });

const digitsOnly = /^[\d\s()+.-]+$/u;
/** Fewer digits are those of half the practice. */
const fewestDigits = 4;

/** Ids in the order of the words found. The longest word typed leads, for it has the fewest; the others are asked of each hit. */
async function findIds(ctx: StaffContext, typed: string, most: number): Promise<string[]> {
  const { practiceId, staffId } = ctx.actor;
  const isDigits = digitsOnly.test(typed);
  const digits = typed.replace(/\D/gu, '');
  const words = isDigits ? [[...digits].toReversed().join('')] : wordsToFind(typed);
  const [lead, ...others] = words.toSorted((a, b) => b.length - a.length);
  if (!lead || (isDigits && digits.length < fewestDigits)) return [];
  const isDesk = ctx.scope === 'practice';
  const now = dateOf(ctx.now());
  const rows = await ctx.db.$queryRaw<{ id: string; keptId: string | null }[]>`
    WITH own AS MATERIALIZED (
      SELECT p.client_id AS id FROM allocation a
        JOIN episode_participant p ON p.practice_id = a.practice_id AND p.episode_id = a.episode_id AND p.left_at IS NULL
      WHERE NOT ${isDesk}::boolean AND a.practice_id = ${practiceId}::uuid AND a.from_at <= ${now}
        AND (a.until_at IS NULL OR a.until_at > ${now} OR a.handover_until_at > ${now})
        AND (a.therapist_id = ${staffId}::uuid OR a.therapist_id IN (SELECT c.therapist_id FROM cover c
          WHERE c.practice_id = a.practice_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now})))
    SELECT w.client_id AS id, m.kept_id AS "keptId"
    FROM client_word w
      LEFT JOIN client_merge m ON m.practice_id = w.practice_id AND m.client_id = w.client_id AND m.undone_at IS NULL
        AND (${isDesk}::boolean OR m.kept_id IN (SELECT id FROM own))
    WHERE w.practice_id = ${practiceId}::uuid AND w.kind = ${isDigits ? 'digits' : 'name'}
      AND w.word >= ${lead} AND w.word < ${lead + last}
      AND (${isDesk}::boolean OR w.client_id IN (SELECT id FROM own))
      AND NOT EXISTS (SELECT FROM unnest(${others}::text[]) AS o (word) WHERE NOT EXISTS (
        SELECT FROM client_word x WHERE x.practice_id = w.practice_id AND x.client_id = w.client_id AND x.kind = 'name'
          AND x.word >= o.word AND x.word < o.word || ${last}))
    ORDER BY w.word, w.client_id LIMIT ${most * 3}`;
  return [...new Set(rows.map(({ id, keptId }) => keptId ?? id))].slice(0, most);
}

type Described = {
  id: string;
  firstName: string;
  lastName: string;
  knownAs: string | null;
  bornOn: Date | null;
  state: string;
  therapist: string | null;
  nextAt: Date | null;
  enquiryId: string | null;
};

/** One query for all of them, each in the course that they are in now. */
async function describe(ctx: StaffContext, ids: readonly string[]): Promise<z.infer<typeof person>[]> {
  if (ids.length === 0) return [];
  const { practiceId, roles } = ctx.actor;
  const now = dateOf(ctx.now());
  const rows = await ctx.db.$queryRaw<Described[]>`
    SELECT k.id, k.first_name AS "firstName", k.last_name AS "lastName", k.known_as AS "knownAs", k.born_on AS "bornOn", k.state,
      c.therapist, c."nextAt",
      CASE k.state WHEN 'enquiring' THEN (SELECT q.id FROM enquiry q WHERE q.practice_id = k.practice_id AND q.client_id = k.id
        ORDER BY q.received_at DESC LIMIT 1) END AS "enquiryId"
    FROM client k LEFT JOIN LATERAL (
      SELECT t.short_name AS therapist, (SELECT min(s.starts_at) FROM session s WHERE s.practice_id = e.practice_id
        AND s.episode_id = e.id AND s.status IN ('planned', 'moved') AND s.ends_at > ${now}) AS "nextAt"
      FROM episode_participant p
        JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id AND e.state <> 'ended'
        LEFT JOIN allocation l ON l.practice_id = e.practice_id AND l.episode_id = e.id AND l.until_at IS NULL
        LEFT JOIN staff_member t ON t.practice_id = l.practice_id AND t.id = l.therapist_id
      WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.left_at IS NULL
      ORDER BY e.opened_at DESC LIMIT 1) c ON true
    WHERE k.practice_id = ${practiceId}::uuid AND k.id = ANY (${ids}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const opensEnquiries = roles.some((role) => role === 'manager' || role === 'front-desk');
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { firstName, lastName, knownAs, bornOn, state, therapist, nextAt, enquiryId } = row;
    return [
      {
        clientId: id,
        name: `${firstName} ${lastName}`,
        knownAs: knownAs === firstName ? null : knownAs,
        bornYear: bornOn?.getUTCFullYear() ?? null,
        state,
        therapist,
        next: nextAt && localLabel(instantOf(nextAt), ctx.practice.timeZone),
        href: enquiryId && opensEnquiries ? `/enquiries/${enquiryId}` : `/clients/${id}`,
      },
    ];
  });
}
