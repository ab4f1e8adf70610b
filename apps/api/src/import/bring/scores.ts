import { randomUUID } from 'node:crypto';
import { insertRows } from '../../insert-rows.ts';
import { answersPlace } from '../../measures/definitions.ts';
import { localOn } from '../../measures/instants.ts';
import type { Problem } from '../core/problems.ts';
import type { ScoreLine } from '../core/read-score.ts';
import { type Course, loadCourses, stretchCourses, stretchesOf } from './courses.ts';
import { findPeople } from './find-people.ts';
import { eachLine, fingerprints, inChunks, loadKnown, type Moving } from './moving.ts';

type ScoreReady = { line: ScoreLine; clientId: string; fingerprint: string };
/** `ready` holds what is here already too: who brings scores in may not learn which are here. */
export type MatchedScores = { ready: ScoreReady[]; problems: Problem[]; courses: Map<string, Course> };

export async function matchScores(moving: Moving, lines: readonly ScoreLine[]): Promise<MatchedScores> {
  const find = await findPeople(moving, lines);
  const found: MatchedScores = { ready: [], problems: [], courses: new Map() };
  const seen = new Set<string>();
  await eachLine(lines, (line) => {
    const whose = find(line);
    const stop = (code: Problem['code']) => found.problems.push({ line: line.line, column: null, code });
    if ('problem' in whose) return stop(whose.problem);
    const { measureKey, total } = line.score;
    const fingerprint = fingerprints.score(moving, whose.clientId, measureKey, line.on, total);
    if (seen.has(fingerprint)) stop('line-twice');
    else found.ready.push({ line, clientId: whose.clientId, fingerprint });
    return seen.add(fingerprint);
  });
  found.courses = await loadCourses(moving, [...new Set(found.ready.map(({ clientId }) => clientId))]);
  return found;
}

/**
 * Writes past scores into their courses, with the version of the measure that they were read by. A safety answer in one of them alarms
 * nobody: it was somebody's to read when it was given.
 * @returns how many lines of the file are here now, those among them that were before
 */
export async function bringScores(moving: Moving, { ready, courses }: MatchedScores): Promise<number> {
  const { tx, vault, practiceId, runId, byId, zone } = moving;
  const at = new Date(moving.now.epochMilliseconds);
  const known = await loadKnown(
    moving,
    'score',
    ready.map(({ fingerprint }) => fingerprint),
  );
  const here = await loadHere(moving, ready);
  const rows = ready
    .filter(({ fingerprint }) => !known.has(fingerprint))
    .filter(({ clientId, line }) => !here.has(`${clientId} ${line.score.measureKey} ${line.on} ${line.score.total}`))
    .map((one) => {
      const day = Temporal.PlainDate.from(one.line.on).toZonedDateTime({ timeZone: zone, plainTime: '12:00' });
      const answeredAt = new Date(Math.min(day.epochMilliseconds, at.getTime()));
      return { ...one, id: randomUUID(), from: answeredAt, to: answeredAt, therapistId: null };
    });
  const stretches = stretchesOf(rows);
  await stretchCourses(moving, courses, stretches);
  const sealing = vault.scope(tx, practiceId);
  const sessionOn = await loadSessionDays(moving, [
    ...new Set(rows.map(({ clientId }) => courses.get(clientId)?.episodeId as string)),
  ]);
  const steps = rows.length + stretches.length;
  await inChunks(rows, async (chunk, done) => {
    await sealing.loadKeys(chunk.map(({ clientId }) => clientId));
    const data = await Promise.all(
      chunk.map(async ({ id, clientId, line: { on, score }, from }) => {
        const { answers, subscales, ...kept } = score;
        const episodeId = courses.get(clientId)?.episodeId as string;
        return {
          practiceId,
          id,
          clientId,
          episodeId,
          sessionId: sessionOn.get(`${episodeId} ${on}`) ?? null,
          dueAt: from,
          state: 'submitted',
          collection: 'imported',
          enteredById: byId,
          answersSealed: answers && (await sealing.seal(clientId, answersPlace(id), JSON.stringify(answers))),
          savedAt: at,
          submittedAt: from,
          // A null of JSON is a null of SQL here.
          subscales: subscales as NonNullable<typeof subscales>,
          ...kept,
        };
      }),
    );
    await insertRows(tx, 'administration', data);
    await insertRows(
      tx,
      'importedRow',
      chunk.map(({ clientId, fingerprint }) => ({
        practiceId,
        id: randomUUID(),
        runId,
        clientId,
        kind: 'score',
        fingerprint,
      })),
    );
    moving.onProgress(done + chunk.length, steps);
  });
  await inChunks(stretches, async (chunk, done) => {
    await moving.append(
      chunk.map(({ clientId }) => ({
        type: 'client.history-imported',
        subjectType: 'import',
        subjectId: runId,
        clientId,
        facts: {},
      })),
    );
    moving.onProgress(rows.length + done + chunk.length, steps);
  });
  return ready.length;
}

/** Scores of these people that were entered here, so that none stands twice in a course. */
async function loadHere({ tx, practiceId, zone }: Moving, ready: readonly ScoreReady[]): Promise<Set<string>> {
  const clientIds = [...new Set(ready.map(({ clientId }) => clientId))];
  const rows = await tx.administration.findMany({
    where: { practiceId, clientId: { in: clientIds }, state: 'submitted', collection: { not: 'imported' } },
    select: { clientId: true, measureKey: true, total: true, dueAt: true, submittedAt: true, collection: true },
  });
  return new Set(
    rows.map(({ clientId, measureKey, total, dueAt, submittedAt, collection }) => {
      const on = localOn(collection === 'online' ? (submittedAt ?? dueAt) : dueAt, zone);
      return `${clientId} ${measureKey} ${on} ${total}`;
    }),
  );
}

/** The first session of each day of these courses, so that score and knot stand under each other. */
async function loadSessionDays(
  { tx, practiceId, zone }: Moving,
  episodeIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.session.findMany({
    where: { practiceId, episodeId: { in: [...episodeIds] }, status: { in: ['attended', 'planned', 'moved'] } },
    orderBy: { startsAt: 'desc' },
    select: { id: true, episodeId: true, startsAt: true },
  });
  return new Map(rows.map(({ id, episodeId, startsAt }) => [`${episodeId} ${localOn(startsAt, zone)}`, id]));
}
