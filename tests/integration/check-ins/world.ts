import { makeSession, saveGround } from '@heather/seed';
import { openMeasuresWorld } from '../measures/world.ts';

/** The world of the measures, with check-ins planned and the session that was attended a while ago. */
export async function openCheckInWorld() {
  const world = await openMeasuresWorld({ now: '2026-11-23T10:00:00Z', cap: 7 });
  const therapist = await world.asTherapist();
  await therapist.checkIns.plan({ clientId: world.client.id, isOn: true });
  /** A session of this client, attended; its check-in opens with the next sweep. */
  const afterSession = async (startsAt: string) => {
    const session = makeSession(world.ground, world.episode, world.therapist, [world.client], {
      startsAt,
      status: 'attended',
    });
    await saveGround(world.db.worker, world.db.vault, world.ground);
    world.server.setNow(Temporal.Instant.from(startsAt).add({ hours: 1 }).toString());
    await world.sweep();
    const rows = await world.rows('SELECT id FROM check_in WHERE session_id = $1', [session.id]);
    return { sessionId: session.id, checkInId: rows[0]?.id as string };
  };
  return { ...world, afterSession };
}
export type CheckInWorld = Awaited<ReturnType<typeof openCheckInWorld>>;
