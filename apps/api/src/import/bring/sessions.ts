import { randomUUID } from 'node:crypto';
import { insertRows } from '../../insert-rows.ts';
import type { Problem } from '../core/problems.ts';
import type { SessionLine } from '../core/read-session.ts';
import { type Course, loadCourses, stretchCourses, stretchesOf } from './courses.ts';
import { findPeople } from './find-people.ts';
import { eachLine, fingerprints, inChunks, loadKnown, type Moving } from './moving.ts';

type SessionReady = { line: SessionLine; clientId: string; therapistId: string; fingerprint: string };
export type MatchedSessions = {
  ready: SessionReady[];
  known: number;
  problems: Problem[];
  courses: Map<string, Course>;
};

/** Whose each session is, and which are here already. */
export async function matchSessions(moving: Moving, lines: readonly SessionLine[]): Promise<MatchedSessions> {
  const find = await findPeople(moving, lines);
  const found: MatchedSessions = { ready: [], known: 0, problems: [], courses: new Map() };
  const owned: { line: SessionLine; clientId: string; fingerprint: string }[] = [];
  await eachLine(lines, (line) => {
    const whose = find(line);
    if ('problem' in whose) found.problems.push({ line: line.line, column: null, code: whose.problem });
    else {
      const fingerprint = fingerprints.session(moving, whose.clientId, line.startsAt, line.ownReference);
      owned.push({ line, clientId: whose.clientId, fingerprint });
    }
  });
  const clientIds = [...new Set(owned.map(({ clientId }) => clientId))];
  found.courses = await loadCourses(moving, clientIds);
  const known = await loadKnown(
    moving,
    'session',
    owned.map(({ fingerprint }) => fingerprint),
  );
  const there = await loadTimes(moving, clientIds);
  const seen = new Set<string>();
  for (const { line, clientId, fingerprint } of owned) {
    const moment = `${clientId} ${line.startsAt.epochMilliseconds}`;
    const course = found.courses.get(clientId);
    // A line that names nobody is of whoever has the client now; of a course that is over it is nobody's.
    const therapistId = line.therapistId ?? (course?.isEnded === false ? course.therapistId : null);
    const stop = (code: Problem['code']) => found.problems.push({ line: line.line, column: null, code });
    if (known.has(fingerprint) || there.get(moment) === true) found.known += 1;
    else if (seen.has(moment) || seen.has(fingerprint)) stop('line-twice');
    else if (there.get(moment) === false) stop('here-already');
    else if (therapistId === null) stop('therapist-missing');
    else found.ready.push({ line, clientId, therapistId, fingerprint });
    seen.add(moment).add(fingerprint);
  }
  return found;
}

/** When these people have sessions here; true: brought in. */
async function loadTimes({ tx, practiceId }: Moving, clientIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await tx.$queryRaw<{ clientId: string; startsAt: Date; isImported: boolean }[]>`
    SELECT p.client_id AS "clientId", s.starts_at AS "startsAt", s.imported_at IS NOT NULL AS "isImported"
    FROM session_participant p JOIN session s ON s.practice_id = p.practice_id AND s.id = p.session_id
    WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ANY (${[...clientIds]}::uuid[])`;
  return new Map(rows.map(({ clientId, startsAt, isImported }) => [`${clientId} ${startsAt.getTime()}`, isImported]));
}

/** Writes sessions that were: nobody is asked, charged, reminded or written to, and no time is taken in the diary. */
export async function bringSessions(moving: Moving, { ready, courses }: MatchedSessions): Promise<number> {
  const { tx, practiceId, runId, byId, zone } = moving;
  const at = new Date(moving.now.epochMilliseconds);
  const rows = ready.map(({ line, ...rest }) => ({
    ...rest,
    line,
    id: randomUUID(),
    from: new Date(line.startsAt.epochMilliseconds),
    to: new Date(line.endsAt.epochMilliseconds),
  }));
  const stretches = stretchesOf(rows);
  await stretchCourses(moving, courses, stretches);
  const episodeOf = (clientId: string) => courses.get(clientId)?.episodeId as string;
  const steps = rows.length + stretches.length;
  await inChunks(rows, async (chunk, done) => {
    await insertRows(
      tx,
      'session',
      chunk.map(({ id, clientId, therapistId, from, to, line }) => ({
        practiceId,
        id,
        episodeId: episodeOf(clientId),
        therapistId,
        placeKind: line.placeKind,
        startsAt: from,
        endsAt: to,
        zone,
        status: line.status,
        feePence: 0,
        feeDuePence: 0,
        statusAt: to,
        statusByKind: 'staff',
        statusById: byId,
        createdAt: at,
        importedAt: at,
      })),
    );
    await insertRows(
      tx,
      'sessionParticipant',
      chunk.map(({ id, clientId, from }) => ({
        practiceId,
        id: randomUUID(),
        sessionId: id,
        clientId,
        startsAt: from,
      })),
    );
    await insertRows(
      tx,
      'importedRow',
      chunk.map(({ clientId, fingerprint }) => ({
        practiceId,
        id: randomUUID(),
        runId,
        clientId,
        kind: 'session',
        fingerprint,
      })),
    );
    moving.onProgress(done + chunk.length, steps);
  });
  await numberSessions(
    moving,
    stretches.map(({ clientId }) => episodeOf(clientId)),
  );
  const counts = Map.groupBy(rows, ({ clientId }) => clientId);
  await inChunks(stretches, async (chunk, done) => {
    await moving.append(
      chunk.map(({ clientId }) => ({
        type: 'client.history-imported',
        subjectType: 'import',
        subjectId: runId,
        clientId,
        facts: { sessions: counts.get(clientId)?.length ?? 0 },
      })),
    );
    moving.onProgress(rows.length + done + chunk.length, steps);
  });
  return rows.length;
}

/** First, second, third: in courses all of whose sessions were brought in. Where some have their numbers from here, those stay. */
async function numberSessions({ tx, practiceId }: Moving, episodeIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE session s SET number = n.number FROM (
      SELECT o.id, row_number() OVER (PARTITION BY o.episode_id ORDER BY o.starts_at, o.id) AS number FROM session o
      WHERE o.practice_id = ${practiceId}::uuid AND o.episode_id = ANY (${[...episodeIds]}::uuid[]) AND NOT EXISTS (SELECT FROM session h
        WHERE h.practice_id = o.practice_id AND h.episode_id = o.episode_id AND h.imported_at IS NULL)) n
    WHERE s.practice_id = ${practiceId}::uuid AND s.id = n.id AND s.number IS DISTINCT FROM n.number`;
}
