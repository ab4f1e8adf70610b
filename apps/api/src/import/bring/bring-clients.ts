import { randomUUID } from 'node:crypto';
import { nameSearchOf } from '@heather/core';
import { insertRows } from '../../insert-rows.ts';
import type { ClientLine } from '../core/read-client.ts';
import type { MatchedClients } from './match-clients.ts';
import { inChunks, type Moving } from './moving.ts';

type New = { id: string; line: ClientLine; fingerprint: string; kind: 'reference' | 'person'; who: string };

/**
 * Writes what was matched: people with a key each, how to reach them, a course with their therapist or a place on the waiting list, and
 * the hashes by which the same lines are known again. No mail, no fee, nothing to sign.
 * @param contactIsSafe what the person said of the file's addresses and numbers; none of them opens a sign-in until its owner says so
 */
export async function bringClients(moving: Moving, matched: MatchedClients, contactIsSafe: boolean): Promise<number> {
  const { tx, vault, practiceId, runId } = moving;
  const at = new Date(moving.now.epochMilliseconds);
  const people: New[] = matched.ready.flatMap(({ as, line, fingerprint, kind, who }) =>
    as === 'new' ? [{ id: randomUUID(), line, fingerprint, kind, who }] : [],
  );
  const idOf = new Map(people.map(({ id, line }) => [line.line, id]));
  for (const one of matched.ready) {
    const clientId = one.as === 'here' ? one.clientId : one.as === 'line' ? idOf.get(one.sameAsLine) : undefined;
    if (clientId !== undefined) idOf.set(one.line.line, clientId);
  }
  const steps = people.length * 2 + matched.ready.length;
  await inChunks(people, async (chunk, done) => {
    await insertRows(
      tx,
      'client',
      chunk.map(({ id, line }) => ({
        practiceId,
        id,
        firstName: line.firstName,
        lastName: line.lastName,
        shortName: `${line.knownAs || line.firstName} ${[...line.lastName][0]?.toUpperCase()}.`,
        knownAs: line.knownAs,
        nameSearch: nameSearchOf(line.firstName, line.lastName, line.knownAs),
        pronouns: line.pronouns,
        bornOn: line.bornOn === null ? null : new Date(`${line.bornOn}T00:00:00Z`),
        nation: moving.nation,
        timeZone: moving.zone,
        language: line.language ?? 'en-GB',
        preferences: {},
        state: standing(line),
        createdAt: at,
      })),
    );
    await insertRows(
      tx,
      'clientKey',
      await vault.makeClientKeys(
        tx,
        practiceId,
        chunk.map(({ id }) => id),
      ),
    );
    await insertRows(
      tx,
      'safeContact',
      chunk.map(({ id, line }) => contactOf(moving, id, line, matched.sharedEmails, contactIsSafe)),
    );
    moving.onProgress(done + chunk.length, steps);
  });
  await openCourses(
    moving,
    people.filter(({ line }) => standing(line) === 'active'),
  );
  await putOnList(
    moving,
    people.filter(({ line }) => standing(line) === 'waiting'),
  );
  await inChunks(matched.ready, async (chunk, done) => {
    await insertRows(
      tx,
      'importedRow',
      chunk.map((one) => ({
        practiceId,
        id: randomUUID(),
        runId,
        clientId: idOf.get(one.line.line) as string,
        kind: one.kind,
        fingerprint: one.fingerprint,
        who: one.who,
      })),
    );
    moving.onProgress(people.length + done + chunk.length, steps);
  });
  await inChunks(people, async (chunk, done) => {
    await moving.append(
      chunk.map(({ id }) => ({
        type: 'client.imported',
        subjectType: 'import',
        subjectId: runId,
        clientId: id,
        facts: {},
      })),
    );
    moving.onProgress(people.length + matched.ready.length + done + chunk.length, steps);
  });
  return matched.ready.length;
}

/** Somebody who comes, and whose therapist nobody named, waits for one. */
const standing = ({ state, therapistId }: ClientLine) =>
  state === 'active' && therapistId === null ? 'waiting' : state;

function contactOf(moving: Moving, clientId: string, line: ClientLine, shared: ReadonlySet<string>, isSafe: boolean) {
  const at = new Date(moving.now.epochMilliseconds);
  const { email, telephone, postalAddress } = line;
  return {
    practiceId: moving.practiceId,
    id: randomUUID(),
    clientId,
    email,
    emailIsSafe: isSafe && email !== null,
    emailIsShared: email !== null && shared.has(email),
    telephone,
    telephoneIsSafe: isSafe && telephone !== null,
    // To ring a number is one thing; nobody has said that a message may be read or heard by others.
    textIsSafe: false,
    mayLeaveMessage: false,
    postalAddress,
    postIsSafe: false,
    prefers: email !== null ? 'email' : telephone === null && postalAddress !== null ? 'post' : 'telephone',
    updatedAt: at,
    emailUnprovenAt: email === null ? null : at,
  };
}

const noon = (on: string, zone: string) =>
  new Date(Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds);

async function openCourses(moving: Moving, people: readonly New[]): Promise<void> {
  const { tx, practiceId, zone, byId } = moving;
  const at = new Date(moving.now.epochMilliseconds);
  await inChunks(people, async (chunk) => {
    const rows = chunk.map(({ id, line }) => {
      const openedAt = line.sinceOn === null ? at : noon(line.sinceOn, zone);
      return {
        clientId: id,
        episodeId: randomUUID(),
        therapistId: line.therapistId as string,
        openedAt: openedAt > at ? at : openedAt,
      };
    });
    await insertRows(
      tx,
      'episode',
      rows.map(({ episodeId, openedAt }) => ({
        practiceId,
        id: episodeId,
        kind: 'individual',
        state: 'open',
        openedAt,
      })),
    );
    await insertRows(
      tx,
      'episodeParticipant',
      rows.map(({ episodeId, clientId, openedAt }) => ({
        practiceId,
        id: randomUUID(),
        episodeId,
        clientId,
        joinedAt: openedAt,
      })),
    );
    await insertRows(
      tx,
      'allocation',
      rows.map(({ episodeId, therapistId }) => ({
        practiceId,
        id: randomUUID(),
        episodeId,
        therapistId,
        reason: 'moved-in',
        fromAt: at,
        madeById: byId,
      })),
    );
  });
}

/** Already found suitable elsewhere: a place on the waiting list since the day they came there. */
async function putOnList(moving: Moving, people: readonly New[]): Promise<void> {
  const { tx, practiceId, zone, byId } = moving;
  const at = new Date(moving.now.epochMilliseconds);
  await inChunks(people, async (chunk) => {
    const rows = chunk.map(({ id, line }) => ({
      clientId: id,
      enquiryId: randomUUID(),
      entryId: randomUUID(),
      since: line.sinceOn === null ? at : noon(line.sinceOn, zone),
    }));
    await insertRows(
      tx,
      'enquiry',
      rows.map(({ enquiryId, clientId, since }) => ({
        practiceId,
        id: enquiryId,
        clientId,
        source: 'imported',
        receivedAt: since,
        recordedById: byId,
        state: 'suitable',
        idempotencyKey: `import:${clientId}`,
      })),
    );
    await insertRows(
      tx,
      'waitingListEntry',
      rows.map(({ entryId, clientId, enquiryId, since }) => ({
        practiceId,
        id: entryId,
        clientId,
        enquiryId,
        episodeKind: 'individual',
        sinceAt: since,
        state: 'waiting',
      })),
    );
    await insertRows(
      tx,
      'entryParticipant',
      rows.map(({ entryId, clientId }) => ({ practiceId, id: randomUUID(), entryId, clientId })),
    );
  });
}
