import { randomUUID } from 'node:crypto';
import { insertRows } from '../../insert-rows.ts';
import { inChunks, type Moving } from './moving.ts';

/** The course that somebody's past belongs to. */
export type Course = { episodeId: string; isEnded: boolean; therapistId: string | null };
type Row = { clientId: string; episodeId: string; state: string; therapistId: string | null };

/** Of each person the newest course of theirs alone, one that goes on before one that has ended, and whose client they are in it now. */
export async function loadCourses(
  { tx, practiceId }: Moving,
  clientIds: readonly string[],
): Promise<Map<string, Course>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT DISTINCT ON (p.client_id) p.client_id AS "clientId", e.id AS "episodeId", e.state,
      (SELECT l.therapist_id FROM allocation l WHERE l.practice_id = e.practice_id AND l.episode_id = e.id
        ORDER BY (l.until_at IS NULL) DESC, l.from_at DESC LIMIT 1) AS "therapistId"
    FROM episode_participant p JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id AND e.kind = 'individual'
    WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ANY (${[...clientIds]}::uuid[]) AND p.left_at IS NULL
    ORDER BY p.client_id, (e.state = 'ended'), e.opened_at DESC`;
  return new Map(
    rows.map(({ clientId, episodeId, state, therapistId }) => [
      clientId,
      { episodeId, isEnded: state === 'ended', therapistId },
    ]),
  );
}

export type Stretch = { clientId: string; from: Date; to: Date; therapistId: string | null };

/**
 * Makes room for somebody's past: a course of theirs begins with its first line, or an ended one is made for somebody who has none. Whoever
 * held its last session had it, and has it no more.
 */
export async function stretchCourses(
  moving: Moving,
  courses: Map<string, Course>,
  stretches: readonly Stretch[],
): Promise<void> {
  const { tx, practiceId, byId } = moving;
  await inChunks(stretches, async (chunk) => {
    const there = chunk.filter(({ clientId }) => courses.has(clientId));
    await tx.$executeRaw`
      UPDATE episode e SET opened_at = least(e.opened_at, x.first), ended_at = CASE WHEN e.state = 'ended' THEN greatest(e.ended_at, x.last) ELSE e.ended_at END
      FROM unnest(${there.map(({ clientId }) => courses.get(clientId)?.episodeId)}::uuid[], ${there.map(({ from }) => from)}::timestamptz[],
        ${there.map(({ to }) => to)}::timestamptz[]) AS x (id, first, last)
      WHERE e.practice_id = ${practiceId}::uuid AND e.id = x.id AND (e.opened_at > x.first OR (e.state = 'ended' AND e.ended_at < x.last))`;
    const made = chunk
      .filter(({ clientId }) => !courses.has(clientId))
      .map((one) => ({ ...one, episodeId: randomUUID() }));
    await insertRows(
      tx,
      'episode',
      made.map(({ episodeId, from, to }) => ({
        practiceId,
        id: episodeId,
        kind: 'individual',
        state: 'ended',
        openedAt: from,
        endedAt: to,
      })),
    );
    await insertRows(
      tx,
      'episodeParticipant',
      made.map(({ episodeId, clientId, from }) => ({
        practiceId,
        id: randomUUID(),
        episodeId,
        clientId,
        joinedAt: from,
      })),
    );
    await insertRows(
      tx,
      'allocation',
      made.flatMap(({ episodeId, therapistId, from, to }) =>
        therapistId === null
          ? []
          : [
              {
                practiceId,
                id: randomUUID(),
                episodeId,
                therapistId,
                reason: 'moved-in',
                fromAt: from,
                untilAt: to,
                madeById: byId,
              },
            ],
      ),
    );
    for (const { clientId, episodeId, therapistId } of made)
      courses.set(clientId, { episodeId, isEnded: true, therapistId });
  });
}

/** From the first to the last moment of each person's lines, and who held the last. */
export function stretchesOf(
  lines: readonly { clientId: string; from: Date; to: Date; therapistId: string | null }[],
): Stretch[] {
  const byClient = new Map<string, Stretch>();
  for (const line of lines) {
    const known = byClient.get(line.clientId);
    if (!known) byClient.set(line.clientId, { ...line });
    else {
      if (line.from < known.from) known.from = line.from;
      if (line.to > known.to) Object.assign(known, { to: line.to, therapistId: line.therapistId });
    }
  }
  return [...byClient.values()];
}
