import { idSchema } from '@heather/core';
import { type StaffRole, staffRoles } from '@heather/policy';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { reachClient } from './reach.ts';

/** As much as one page shows; the whole trail is the practice's own page. */
const most = 100;
const purposes = ['care', 'cover', 'break-glass', 'supervision', 'alert', 'rights', 'clinical-will'] as const;

type Row = { day: Date; name: string; roles: string[]; purposes: string[] };

/**
 * Who opened the clinical part of this record, on which day, in what role: enough to notice somebody who had no business there. Whoever
 * sees the frame alone is told neither what was read nor how often, and nothing of an alert's reading, which would say that there was one.
 */
export const opened = staffProcedure('clients.opened')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.array(
      z.strictObject({
        on: z.string(),
        name: z.string(),
        roles: z.array(z.enum(staffRoles)),
        /** For the client's own therapist; empty for whoever sees the frame alone. */
        purposes: z.array(z.enum(purposes)),
      }),
    ),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { isOwn } = await reachClient(ctx, input.clientId);
    const rows = await ctx.db.$queryRaw<Row[]>`
      SELECT (r.at AT TIME ZONE ${ctx.practice.timeZone})::date AS day, s.full_name AS name, array_agg(DISTINCT r.purpose) AS purposes,
        ARRAY(SELECT h.role FROM staff_role h WHERE h.practice_id = s.practice_id AND h.staff_id = s.id) AS roles
      FROM clinical_read r JOIN staff_member s ON s.practice_id = r.practice_id AND s.id = r.staff_id
      WHERE r.practice_id = ${practiceId}::uuid AND r.client_id = ${input.clientId}::uuid AND (${isOwn}::boolean OR r.purpose <> 'alert')
      GROUP BY 1, s.practice_id, s.id, s.full_name
      ORDER BY 1 DESC, s.full_name, s.id LIMIT ${most}`;
    return rows.map(({ day, name, roles, purposes: read }) => ({
      on: day.toISOString().slice(0, 10),
      name,
      roles: staffRoles.filter((role): role is StaffRole => roles.includes(role)),
      purposes: isOwn ? purposes.filter((purpose) => read.includes(purpose)) : [],
    }));
  });
