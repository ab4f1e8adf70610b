import { idSchema } from '@heather/core';
import { appointmentIcs } from '@heather/scheduling';
import { z } from 'zod';
import { instantOf } from '../measures/instants.ts';
import type { FileSource } from '../server/files.ts';
import { clientProcedure, createCallerFactory, router } from '../trpc/procedures.ts';
import { loadOwnSession } from './own-sessions.ts';

/** The calendar entry of one session, for the client who asked. It says "Appointment" and a time, and nothing else. */
export const appointment = clientProcedure('scheduling.appointment')
  .input(z.strictObject({ sessionId: idSchema('session') }))
  .output(z.strictObject({ ics: z.string() }))
  .query(async ({ ctx, input }) => {
    const row = await loadOwnSession(ctx, input.sessionId);
    return {
      ics: appointmentIcs({
        uid: `${row.id}@${ctx.shell.mail.messageDomain}`,
        sequence: row.icsSequence,
        start: instantOf(row.startsAt),
        end: instantOf(row.endsAt),
        now: ctx.now(),
        cancelled: row.status.startsWith('cancelled-'),
      }),
    };
  });

const callerOf = createCallerFactory(router({ appointment }));

/** GET /files/session/<id> on the client portal. */
export const appointmentFile: FileSource = async (ctx, id) => {
  const { ics } = await callerOf(ctx).appointment({ sessionId: id });
  return { contentType: 'text/calendar', fileName: 'appointment.ics', bytes: new TextEncoder().encode(ics) };
};
