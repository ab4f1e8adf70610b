import { collect } from '../agreements/world.ts';
import { openSchedulingWorld } from '../scheduling/world.ts';

export { refusal, refused } from '../scheduling/world.ts';

/**
 * Tuesday 1 December, 08:00: Leila sees Beth at 10:00 (by telephone, her machine takes messages), Priya at 17:30 in Room 2 and, two days
 * later, Sam and Dee online. Sam has a mailbox of his own, Dee one that others read and no telephone.
 */
export async function openAbsenceWorld() {
  const mail = collect();
  const world = await openSchedulingWorld({ transport: mail.transport });
  const desk = await world.as(world.frontDesk);
  await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' });
  await desk.scheduling.bookSeries({ clientId: world.couple[0]?.id as string, firstOn: '2026-12-03' });
  await desk.scheduling.bookSession({
    clientId: world.unsigned.id,
    on: '2026-12-01',
    time: '10:00',
    minutes: 50,
    placeKind: 'telephone',
    roomId: null,
  });
  await world.db.admin(
    `UPDATE safe_contact SET email = NULL, email_is_safe = false, telephone = '07700 900123', telephone_is_safe = true, may_leave_message = true,
       message_as = 'Anna', prefers = 'telephone' WHERE client_id = $1`,
    [world.unsigned.id],
  );
  await world.db.admin(
    `UPDATE safe_contact SET email_is_shared = true, telephone = NULL, telephone_is_safe = false WHERE client_id = $1`,
    [world.couple[1]?.id],
  );
  await world.server.runJobs();
  world.server.advance({ hours: 24 * 8 - 2 });
  const sessionsOf = (clientId: string) =>
    world.rows<{ id: string; status: string; starts_at: Date; fee_due_pence: number | null; version: number }>(
      `SELECT s.id, s.status, s.starts_at, s.fee_due_pence, s.version FROM session s JOIN session_participant p ON p.session_id = s.id
       WHERE p.client_id = $1 ORDER BY s.starts_at, s.created_at`,
      [clientId],
    );
  const today = { fromOn: '2026-12-01', untilOn: '2026-12-01' };
  return {
    ...world,
    mails: mail.sent,
    today,
    sessionsOf,
    /** Ten minutes later. Jobs wait by the wall's clock and not by this one, so those that wait are made due. */
    letMailLeave: async () => {
      world.server.advance({ minutes: 10 });
      await world.db.admin('UPDATE pgboss.job SET start_after = now() WHERE start_after > now()');
      await world.server.runJobs();
    },
    /** Looks, then says it as it was shown. */
    say: async (
      by: { id: string },
      over: Partial<{ fromOn: string; untilOn: string; offer: boolean; coverId: string | null; staffId: string }> = {},
      messages: { clientId: string; says: string }[] = [],
    ) => {
      const caller = await world.as(by);
      const plan = { staffId: over.staffId ?? world.therapist.id, ...today, ...pick(over) };
      const shown = await caller.absence.preview(plan);
      const { offer = true, coverId = null } = over;
      const input = { ...plan, kind: 'unwell' as const, seen: shown.seen, offer, messages, coverId };
      return { shown, input, said: await caller.absence.confirm(input) };
    },
  };
}
const pick = ({ fromOn, untilOn }: { fromOn?: string; untilOn?: string }) => ({
  ...(fromOn && { fromOn }),
  ...(untilOn && { untilOn }),
});
export type AbsenceWorld = Awaited<ReturnType<typeof openAbsenceWorld>>;
