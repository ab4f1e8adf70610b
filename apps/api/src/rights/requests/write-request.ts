import { randomUUID } from 'node:crypto';
import { decideRightsStep, fail, type RightsKind, type RightsStepKind } from '@heather/core';
import { lockName } from '@heather/database';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf, localOn } from '../../measures/instants.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { type LoadedRequest, loadRequest, requestPlace, stepPlace } from './load-request.ts';
import type { RightsGround } from './shapes.ts';

export type NewRequest = {
  clientId: string;
  kind: RightsKind;
  channel: 'portal' | 'telephone' | 'letter' | 'email' | 'in-person';
  receivedOn: string;
  recordedById: string | null;
  words: string | null;
  /** Made by the page: the same one twice is one request. */
  saveKey: string;
};

/** Takes a request down, once, and tells those who answer it by a neutral mail. The words are for whoever may read the record. */
export async function addRequest(tx: WriteTransaction, asked: NewRequest): Promise<{ requestId: string }> {
  const { practiceId } = tx;
  const { clientId, kind, channel, receivedOn, recordedById, words, saveKey } = asked;
  await lockName(tx, `rights:${practiceId}:${saveKey}`);
  const before = await tx.rightsRequest.findFirst({
    where: { practiceId, saveKey },
    select: { id: true, clientId: true },
  });
  if (before) return before.clientId === clientId ? { requestId: before.id } : fail('conflict');
  const id = randomUUID();
  const wordsSealed = words === null ? null : await tx.vault.seal(clientId, requestPlace(id), words);
  await tx.rightsRequest.createMany({
    data: [
      {
        practiceId,
        id,
        clientId,
        kind,
        channel,
        receivedOn: new Date(receivedOn),
        recordedById,
        wordsSealed,
        saveKey,
        createdAt: dateOf(tx.now()),
      },
    ],
  });
  await tx.audit('rights.asked', { subjectType: 'rights-request', subjectId: id, clientId, facts: { kind, channel } });
  return { requestId: id };
}

/** Those who keep the clock learn that there is something to read; not who asked, nor what. As the worker: a client reads no staff. */
export async function tellManagers(tx: WriteTransaction, requestId: string): Promise<void> {
  const { practiceId } = tx;
  const managers = await tx.staffRole.findMany({
    where: { practiceId, role: 'manager', staff: { state: 'active' } },
    select: { staffId: true },
  });
  const params = { url: `${tx.shell.addresses.staffUrl}/rights` };
  for (const { staffId } of managers)
    await queueMail(tx, { staffId, template: 'something-to-read', params, key: `rights:${requestId}:${staffId}` });
}

/** A therapist of theirs learns that something in the record is called wrong; the mail says nothing of it. As the worker. */
export async function tellTherapists(tx: WriteTransaction, clientId: string, requestId: string): Promise<void> {
  const { practiceId } = tx;
  const now = dateOf(tx.now());
  const rows = await tx.$queryRaw<{ staffId: string }[]>`
    SELECT DISTINCT l.therapist_id AS "staffId" FROM episode_participant p
      JOIN allocation l ON l.practice_id = p.practice_id AND l.episode_id = p.episode_id
      JOIN staff_member s ON s.practice_id = l.practice_id AND s.id = l.therapist_id AND s.state = 'active'
    WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ${clientId}::uuid
      AND l.from_at <= ${now} AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})`;
  const params = { url: `${tx.shell.addresses.staffUrl}/rights/correct/${requestId}` };
  for (const { staffId } of rows)
    await queueMail(tx, {
      staffId,
      template: 'something-to-read',
      params,
      key: `rights-correct:${requestId}:${staffId}`,
    });
}

export type NewStep = {
  kind: RightsStepKind;
  /** Today when left out. */
  on?: string;
  ground?: RightsGround | null;
  words?: string | null;
  staffId: string | null;
};

const closing = { answered: 'answered', refused: 'refused', withdrawn: 'withdrawn' } as const;

/**
 * One step of a request, under its lock: decided by the clock's own rules, written with its event, and the person told that there is
 * something to read when it is for them.
 * @throws rights/closed · rights/wrong-step · rights/wrong-day · rights/too-late-to-extend · rights/reason-missing
 */
export async function writeStep(
  tx: WriteTransaction,
  at: { requestId: string; zone: string; clientId?: string },
  step: NewStep,
): Promise<LoadedRequest> {
  const { practiceId } = tx;
  await lockName(tx, `rights:${practiceId}:${at.requestId}`);
  const reader = { db: tx, practiceId, now: tx.now(), zone: at.zone };
  const request = await loadRequest(reader, at.requestId, at.clientId);
  const todayOn = localOn(tx.now(), at.zone);
  const on = step.on ?? todayOn;
  const asked = { kind: request.kind, receivedOn: request.receivedOnText };
  const decided = decideRightsStep(asked, request.steps, { kind: step.kind, on }, todayOn);
  if (!decided.ok) return fail(decided.code);
  const words = step.words ?? null;
  // Whoever lengthens, refuses or asks back says why, in words that the person can read.
  if (['extended', 'refused', 'clarification-asked'].includes(step.kind) && words === null)
    fail('rights/reason-missing');
  if (['extended', 'refused'].includes(step.kind) && !step.ground) fail('rights/reason-missing');
  const id = randomUUID();
  await tx.rightsStep.createMany({
    data: [
      {
        practiceId,
        id,
        requestId: request.id,
        clientId: request.clientId,
        seq: request.steps.length + 1,
        kind: step.kind,
        happenedOn: new Date(on),
        ground: step.ground ?? null,
        wordsSealed: words === null ? null : await tx.vault.seal(request.clientId, stepPlace(id), words),
        staffId: step.staffId,
        at: dateOf(tx.now()),
      },
    ],
  });
  const state = closing[step.kind as keyof typeof closing];
  if (state) {
    await tx.rightsRequest.updateMany({
      where: { practiceId, id: request.id, state: 'open' },
      data: { state, closedAt: dateOf(tx.now()) },
    });
  }
  await tx.audit(`rights.${step.kind}`, {
    subjectType: 'rights-request',
    subjectId: request.id,
    clientId: request.clientId,
    facts: { kind: request.kind, on, ...(step.ground && { ground: step.ground }) },
  });
  const isForClient = step.staffId !== null && step.kind !== 'withdrawn';
  if (isForClient)
    await queueMail(tx, {
      clientId: request.clientId,
      template: 'something-to-read',
      params: { url: `${tx.shell.addresses.clientUrl}/your-record` },
      key: `rights-step:${id}`,
    });
  return loadRequest(reader, at.requestId);
}
