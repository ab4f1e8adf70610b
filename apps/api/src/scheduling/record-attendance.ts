import { fail, idSchema } from '@heather/core';
import { attendanceSchema, decideAttendance } from '@heather/scheduling';
import { z } from 'zod';
import { chargeSession } from '../fees/charge-session.ts';
import { takeBackSession } from '../fees/take-back-session.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { changeOutput } from './move-session.ts';
import { mustReachSession } from './reach.ts';
import { findSessions } from './session-rows.ts';
import { lockSession, sessionState } from './session-terms.ts';

/**
 * What became of a session that has begun; putting a recorded outcome right is the same act. The charge goes into the ledger once,
 * whatever is pressed twice; a session that we did not hold after all has its charge waived.
 */
export const recordAttendance = staffProcedure('scheduling.recordAttendance')
  .input(
    z.strictObject({
      sessionId: idSchema('session'),
      version: z.int().min(1),
      outcome: attendanceSchema,
      /** With 'attended' alone: 0 to the length of the session. */
      beganLateMinutes: z.int().min(0).max(240).nullable(),
    }),
  )
  .output(changeOutput)
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { sessionId, outcome, beganLateMinutes } = input;
    const [seen] = await findSessions(ctx.db, { practiceId, id: sessionId });
    await mustReachSession(ctx, seen ?? null);
    if (beganLateMinutes !== null && outcome !== 'attended') return fail('bad-input', { fields: ['beganLateMinutes'] });
    const now = ctx.now();
    return ctx.write(async (tx) => {
      await lockSession(tx, practiceId, sessionId);
      const [row] = await findSessions(tx, { practiceId, id: sessionId });
      if (!row) return fail('not-found');
      const isSame = row.status === outcome && row.beganLateMinutes === beganLateMinutes;
      if (row.version === input.version + 1 && isSame) {
        return { status: outcome, version: row.version, feeDuePence: row.feeDuePence ?? 0, toRing: 0 };
      }
      if (row.version !== input.version) return fail('conflict');
      const isOnlyLate = row.status === outcome;
      const state = await sessionState(tx, practiceId, isOnlyLate ? { ...row, status: 'planned' } : row);
      const decision = decideAttendance(state, outcome, now, { isCorrection: true });
      if (!decision.ok) return fail(decision.code, decision.details);
      const { feeDuePence } = decision.value;
      await tx.session.updateMany({
        where: { practiceId, id: sessionId, version: row.version },
        data: {
          status: outcome,
          feeDuePence,
          beganLateMinutes: beganLateMinutes || null,
          statusAt: dateOf(now),
          statusByKind: 'staff',
          statusById: staffId,
          version: { increment: 1 },
        },
      });
      const people = await tx.sessionParticipant.findMany({
        where: { practiceId, sessionId },
        select: { clientId: true },
        orderBy: { id: 'asc' },
      });
      const clientIds = people.map(({ clientId }) => clientId);
      if (outcome === 'cancelled-by-us') {
        await tx.occupied.deleteMany({ where: { practiceId, sessionId } });
        await takeBackSession(tx, sessionId);
      } else {
        const reason = outcome === 'attended' ? 'session' : 'did-not-attend';
        await chargeSession(tx, row, clientIds, feeDuePence, reason);
      }
      const type = {
        attended: 'session.attended',
        'did-not-attend': 'session.missed',
        'cancelled-by-us': 'session.cancelled',
      };
      await tx.audit(type[outcome] as 'session.attended', {
        subjectType: 'session',
        subjectId: sessionId,
        clientId: clientIds[0] ?? null,
        changes: ['status'],
        facts: { beganLateMinutes: beganLateMinutes ?? 0 },
      });
      return { status: outcome, version: row.version + 1, feeDuePence, toRing: 0 };
    });
  });
