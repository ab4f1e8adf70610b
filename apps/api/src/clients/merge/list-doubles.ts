import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../../measures/instants.ts';
import { staffProcedure } from '../../trpc/procedures.ts';
import { undoUntil } from './decide-merge.ts';

const mostPairs = 100;
const reasons = ['name', 'birth-date', 'email', 'telephone'] as const;
const personSchema = z.strictObject({
  clientId: z.string(),
  name: z.string(),
  bornYear: z.number().nullable(),
  state: z.string(),
  sinceOn: z.string(),
});

type PairRow = { a: string; b: string; isNamed: boolean; reasons: string[] };
type PersonRow = {
  id: string;
  firstName: string;
  lastName: string;
  bornOn: Date | null;
  state: string;
  createdAt: Date;
};

/**
 * Records that may be one person: the same name and one more thing the same (birth date, e-mail, telephone), or birth date and a way to
 * be reached whatever the name. Partners who share a telephone and a surname are not offered: of a name, first and last must meet.
 */
export const doubles = staffProcedure('clients.doubles')
  .output(
    z.strictObject({
      pairs: z.array(z.strictObject({ people: z.array(personSchema).length(2), reasons: z.array(z.enum(reasons)) })),
      /** Joined and still to be undone. */
      merged: z.array(
        z.strictObject({
          mergeId: z.string(),
          kept: personSchema,
          closed: personSchema,
          by: z.string(),
          on: z.string(),
          untilOn: z.string(),
        }),
      ),
      isMore: z.boolean(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const pairs = await ctx.db.$queryRaw<PairRow[]>`
      WITH alike AS (
        SELECT a.client_id AS a, b.client_id AS b, 'email' AS reason FROM safe_contact a
          JOIN safe_contact b ON b.practice_id = a.practice_id AND lower(b.email) = lower(a.email) AND a.client_id < b.client_id
          WHERE a.practice_id = ${practiceId}::uuid
        UNION SELECT a.client_id, b.client_id, 'telephone' FROM client_word a
          JOIN client_word b ON b.practice_id = a.practice_id AND b.kind = 'digits' AND left(b.word, 9) = left(a.word, 9) AND a.client_id < b.client_id
          WHERE a.practice_id = ${practiceId}::uuid AND a.kind = 'digits' AND length(a.word) >= 9 AND length(b.word) >= 9
        UNION SELECT a.id, b.id, 'birth-date' FROM client a
          JOIN client b ON b.practice_id = a.practice_id AND b.born_on = a.born_on AND a.id < b.id
          WHERE a.practice_id = ${practiceId}::uuid
      ), pairs AS (SELECT a, b, array_agg(reason ORDER BY reason) AS reasons FROM alike GROUP BY a, b),
      named AS (
        SELECT p.*, (SELECT count(*) FROM client_word x JOIN client_word y ON y.practice_id = x.practice_id AND y.client_id = p.b
            AND y.kind = 'name' AND y.word = x.word
          WHERE x.practice_id = ${practiceId}::uuid AND x.client_id = p.a AND x.kind = 'name') >= 2 AS "isNamed"
        FROM pairs p)
      SELECT n.a, n.b, n.reasons, n."isNamed" FROM named n
      WHERE (n."isNamed" OR ('birth-date' = ANY (n.reasons) AND cardinality(n.reasons) > 1))
        AND NOT EXISTS (SELECT FROM client_apart t WHERE t.practice_id = ${practiceId}::uuid AND t.client_id = n.a AND t.other_id = n.b)
        AND NOT EXISTS (SELECT FROM client_merge m WHERE m.practice_id = ${practiceId}::uuid AND m.client_id IN (n.a, n.b) AND m.undone_at IS NULL)
      ORDER BY cardinality(n.reasons) DESC, n.a, n.b LIMIT ${mostPairs + 1}`;
    const oldest = dateOf(ctx.now().subtract({ hours: 30 * 24 }));
    const merges = await ctx.db.clientMerge.findMany({
      where: { practiceId, undoneAt: null, mergedAt: { gt: oldest } },
      orderBy: [{ mergedAt: 'desc' }, { id: 'desc' }],
      take: mostPairs,
      include: { mergedBy: { select: { shortName: true } } },
    });
    const ids = [
      ...pairs.flatMap(({ a, b }) => [a, b]),
      ...merges.flatMap(({ clientId, keptId }) => [clientId, keptId]),
    ];
    const rows: PersonRow[] = await ctx.db.client.findMany({
      where: { practiceId, id: { in: ids } },
      select: { id: true, firstName: true, lastName: true, bornOn: true, state: true, createdAt: true },
    });
    const person = (id: string) => {
      const row = rows.find((one) => one.id === id) as PersonRow;
      return {
        clientId: id,
        name: `${row.firstName} ${row.lastName}`,
        bornYear: row.bornOn?.getUTCFullYear() ?? null,
        state: row.state,
        sinceOn: localOn(row.createdAt, zone),
      };
    };
    return {
      pairs: pairs.slice(0, mostPairs).map(({ a, b, isNamed, reasons: found }) => ({
        people: [person(a), person(b)],
        reasons: reasons.filter((reason) => (reason === 'name' ? isNamed : found.includes(reason))),
      })),
      merged: merges.map(({ id, clientId, keptId, mergedBy, mergedAt }) => ({
        mergeId: id,
        kept: person(keptId),
        closed: person(clientId),
        by: mergedBy.shortName,
        on: localOn(mergedAt, zone),
        untilOn: localOn(undoUntil(instantOf(mergedAt)), zone),
      })),
      isMore: pairs.length > mostPairs,
    };
  });
