import { idSchema } from '@heather/core';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { agreementWords } from './capacity-shape.ts';
import { endingOf, loadCaseload } from './load-caseload.ts';

const aPage = 50;
const states = ['enquiring', 'waiting', 'active', 'ended', 'referred-on', 'withdrawn'] as const;

type Paged = { id: string; firstName: string; lastName: string; state: string };

/**
 * The practice's people by name, a page at a time: with whom, when last and next, which session, the state of the agreement. Nothing
 * clinical stands in it, nor can be read from its order. The cursor is an id: no name is in an address.
 */
export const practiceList = staffProcedure('clients.practiceList')
  .input(
    z.strictObject({
      state: z.enum(states).nullable(),
      therapistId: idSchema('staff').nullable(),
      after: idSchema('client').nullable(),
    }),
  )
  .output(
    z.strictObject({
      clients: z.array(
        z.strictObject({
          clientId: z.string(),
          name: z.string(),
          state: z.string(),
          therapist: z.string().nullable(),
          lastOn: z.string().nullable(),
          next: z.string().nullable(),
          session: z.strictObject({ number: z.number(), of: z.number().nullable() }).nullable(),
          endsOn: z.string().nullable(),
          agreement: agreementWords,
        }),
      ),
      next: z.string().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const now = dateOf(ctx.now());
    const zone = ctx.practice.timeZone;
    const todayOn = localOn(now, zone);
    const rows = await ctx.db.$queryRaw<Paged[]>`
      SELECT k.id, k.first_name AS "firstName", k.last_name AS "lastName", k.state
      FROM client k LEFT JOIN client f ON f.practice_id = k.practice_id AND f.id = ${input.after}::uuid
      WHERE k.practice_id = ${practiceId}::uuid AND (${input.state}::text IS NULL AND k.state <> 'erased' OR k.state = ${input.state})
        AND (f.id IS NULL OR k.name_search > f.name_search OR (k.name_search = f.name_search AND k.id > f.id))
        AND (${input.therapistId}::uuid IS NULL OR k.id = ANY (ARRAY(SELECT p.client_id FROM allocation l
          JOIN episode_participant p ON p.practice_id = l.practice_id AND p.episode_id = l.episode_id AND p.left_at IS NULL
          WHERE l.practice_id = ${practiceId}::uuid AND l.therapist_id = ${input.therapistId}::uuid AND l.until_at IS NULL)))
        AND NOT EXISTS (SELECT FROM client_merge m WHERE m.practice_id = k.practice_id AND m.client_id = k.id AND m.undone_at IS NULL)
      ORDER BY k.name_search, k.id LIMIT ${aPage + 1}`;
    const page = rows.slice(0, aPage);
    const courses = await loadCaseload(ctx.db, practiceId, { clientIds: page.map(({ id }) => id) }, now);
    const therapists = await ctx.db.staffMember.findMany({
      where: { practiceId, id: { in: courses.map(({ therapistId }) => therapistId) } },
      select: { id: true, shortName: true },
    });
    return {
      clients: page.map(({ id, firstName, lastName, state }) => {
        const course = courses.findLast(({ clients, handover }) => !handover && clients.some((one) => one.id === id));
        const nextAt = course?.toComeAt[0] ?? null;
        return {
          clientId: id,
          name: `${firstName} ${lastName}`,
          state,
          therapist: therapists.find((one) => one.id === course?.therapistId)?.shortName ?? null,
          lastOn: course?.lastAt ? localOn(course.lastAt, zone) : null,
          next: nextAt && localLabel(instantOf(nextAt), zone),
          session: course ? { number: course.attended + (nextAt ? 1 : 0), of: course.plannedSessions } : null,
          endsOn: course ? endingOf(course, zone, todayOn) : null,
          agreement: course?.agreement ?? ('none' as const),
        };
      }),
      next: rows.length > aPage ? (page.at(-1)?.id ?? null) : null,
    };
  });
