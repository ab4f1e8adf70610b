import { type StaffRole, staffRoles } from '@heather/policy';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';

/** As much as one page shows: somebody who wants more asks for their whole record. */
const most = 100;

type Row = { day: Date; staff_id: string; name: string; roles: string[]; times: bigint };

/**
 * Who opened the clinical part of my record, on which day, in what role. One row a person and day: the hours at which a
 * therapist works are theirs. Entries that must be withheld (tipping-off, a safeguarding referral) are not kept in this stream.
 */
export const clientWhoOpened = clientProcedure('account.clientWhoOpened')
  .output(
    z.array(
      z.strictObject({
        on: z.string(),
        name: z.string(),
        roles: z.array(z.enum(staffRoles)),
        times: z.number(),
      }),
    ),
  )
  .query(({ ctx }) =>
    // A client may not read the stream or the list of staff: the worker reads, for this client alone.
    ctx.asWorker(async ({ db }) => {
      const { practiceId, clientId } = ctx.actor;
      const rows = await db.$queryRaw<Row[]>`
        SELECT (r.at AT TIME ZONE ${ctx.practice.timeZone})::date AS day, r.staff_id, s.full_name AS name, count(*) AS times,
          ARRAY(SELECT h.role FROM staff_role h WHERE h.practice_id = s.practice_id AND h.staff_id = s.id) AS roles
        FROM clinical_read r JOIN staff_member s ON s.practice_id = r.practice_id AND s.id = r.staff_id
        WHERE r.practice_id = ${practiceId}::uuid AND r.client_id = ${clientId}::uuid
        GROUP BY 1, r.staff_id, s.practice_id, s.id, s.full_name
        ORDER BY 1 DESC, max(r.at) DESC LIMIT ${most}`;
      return rows.map(({ day, name, roles, times }) => ({
        on: day.toISOString().slice(0, 10),
        name,
        roles: staffRoles.filter((role): role is StaffRole => roles.includes(role)),
        times: Number(times),
      }));
    }),
  );
