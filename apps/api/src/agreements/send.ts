import { randomInt, randomUUID } from 'node:crypto';
import {
  checkFrame,
  frameHash,
  type HowWeWork,
  keptTopics,
  renderAgreement,
  renderConsents,
  renderNotice,
  signedFrame,
  type WorkingAgreement,
  workingAgreementSchema,
} from '@heather/confidentiality';
import { decideSend } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { supersedeOlder } from './countersign.ts';
import { postDays, usualOpenDays } from './due.ts';
import { howWeWorkOf, readsHowWeWork, sealHowWeWork } from './how-we-work.ts';
import { makeLink } from './links.ts';
import { hasSafeAddress, loadEpisode } from './load-episode.ts';
import { keepHeld, must, writeEvents } from './load-pack.ts';
import { partyOf } from './party.ts';
import { mustReach, ownCourses } from './reach.ts';
import { publishedWordings, type Wordings } from './wordings.ts';

const channel = z.enum(['online', 'paper']);

/**
 * Puts an agreement to everybody who takes part: a pack of three records for each, a neutral mail to those who are to sign online.
 * What was open before is superseded; what holds goes on holding until the new one is signed by all.
 */
export const send = staffProcedure('agreements.send')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      episodeId: idSchema('episode'),
      frame: workingAgreementSchema,
      /** How each of them signs. */
      channels: z.record(z.string(), channel),
      openDays: z.int().min(1).max(60).optional(),
      /** Who signs first, next and so on; whoever is not in it signs after them. All at once when left out. */
      order: z.array(idSchema('client')).max(20).optional(),
    }),
  )
  .output(
    z.strictObject({
      agreementId: z.string(),
      packs: z.array(z.strictObject({ packId: z.string(), clientId: z.string(), channel, mailLeaves: z.boolean() })),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    await mustReach(ctx, input.clientId);
    const own = await ownCourses(ctx, { withHandover: false });
    const isTheirs = await readsHowWeWork(ctx, input.episodeId);
    const typed = input.frame.howWeWork;
    // Whoever may not read it does not write it either: what was said before goes with the new agreement, unread.
    if (!isTheirs && (typed.pace || typed.whenStuck)) return fail('bad-input', { where: 'frame.howWeWork' });
    return ctx.write(async (tx) => {
      await lockName(tx, `agreement:${practiceId}:${input.episodeId}`);
      const { clientId, episodeId } = input;
      const { episode, allocation } = await loadEpisode(tx, practiceId, clientId, { ...own, episodeId });
      const people = episode.episodeParticipantAsEpisode.map(({ client }) => client);
      if (people.some(({ id }) => !Object.hasOwn(input.channels, id))) return fail('bad-input');
      const wordings = await publishedWordings(tx, input.frame.nation, staffId, people[0]?.language);
      // Who is responsible in law is not for one agreement to say: the practice's rule, as it is now.
      const party = await partyOf(tx, practiceId, allocation.therapist);
      const frame = must(checkFrame(wordings.agreement.version, { ...input.frame, ...party }));
      const { order = [] } = input;
      if (new Set(order).size !== order.length || order.some((id) => !people.some((one) => one.id === id)))
        return fail('bad-input', { where: 'order' });
      const turnOf = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
      const firstTurn = Math.min(...people.map(({ id }) => turnOf(id)));
      const newest = episode.workingAgreementAsEpisode[0];
      const number = (newest?.number ?? 0) + 1;
      const said = isTheirs || !newest ? typed : await howWeWorkOf(tx, tx.vault, newest);
      await supersedeOlder(tx, episode.id, number, ['draft', 'sent']);
      const { offer } = allocation;
      const agreement = {
        practiceId,
        id: randomUUID(),
        episodeId: episode.id,
        number,
        templateVersionId: wordings.agreement.id,
        therapistId: allocation.therapistId,
        frame: signedFrame(frame),
        frameSha256: frameHash(frame),
        state: 'sent',
        supersedesId: newest?.id ?? null,
        offerId: offer?.state === 'accepted-by-client' ? offer.id : null,
        createdAt: dateOf(tx.now()),
      };
      await tx.workingAgreement.createMany({ data: [agreement] });
      const isPaper = Object.values(input.channels).includes('paper');
      const openDays = input.openDays ?? usualOpenDays[isPaper ? 'paper' : 'online'];
      const expiresAt = tx.now().add({ hours: 24 * openDays });
      await keepHeld(tx, agreement.offerId, isPaper ? expiresAt.add({ hours: 24 * postDays }) : expiresAt);
      const only = people.length === 1 ? people[0] : undefined;
      if (only) await keepPeople(tx, only.id, frame);
      const packs = [];
      for (const person of people) {
        const packId = await makePack(tx, {
          agreement,
          frame,
          said,
          wordings,
          clientId: person.id,
          channel: input.channels[person.id] as 'online',
          expiresAt,
          staffId,
          turn: turnOf(person.id),
          waitsTurn: turnOf(person.id) > firstTurn,
        });
        const isOnline = input.channels[person.id] === 'online' && turnOf(person.id) === firstTurn;
        const mailLeaves = isOnline && hasSafeAddress(person.safeContactAsClient);
        if (isOnline) await mailLink(tx, { packId, clientId: person.id, expiresAt, key: `agreement-sent:${packId}` });
        packs.push({ packId, clientId: person.id, channel: input.channels[person.id] as 'online', mailLeaves });
      }
      return { agreementId: agreement.id, packs };
    });
  });

/** One neutral mail with a new link; the links before it end. */
export async function mailLink(
  tx: WriteTransaction,
  to: { packId: string; clientId: string; expiresAt: Temporal.Instant; key: string },
): Promise<void> {
  const { clientId, packId, expiresAt, key } = to;
  const { url } = await makeLink(tx, { clientId, purpose: 'sign-agreement', packId, expiresAt });
  await queueMail(tx, { clientId, template: 'things-to-do', params: { url }, key });
}

async function makePack(
  tx: WriteTransaction,
  of: {
    agreement: { id: string; episodeId: string };
    frame: WorkingAgreement;
    said: HowWeWork;
    wordings: { [P in keyof Wordings]: Wordings[P] & { id: string } };
    clientId: string;
    channel: 'online' | 'paper';
    expiresAt: Temporal.Instant;
    staffId: string;
    turn: number;
    waitsTurn: boolean;
  },
): Promise<string> {
  const { practiceId } = tx;
  const { agreement, frame, wordings, clientId, staffId } = of;
  const packId = randomUUID();
  const recordIds = { agreement: randomUUID(), notice: randomUUID(), consents: randomUUID() };
  const { version: agreementVersion } = wordings.agreement;
  const by = { channel: of.channel, actorKind: 'staff', actorId: staffId } as const;
  const outcome = must(
    decideSend(
      {
        versions: {
          agreement: agreementVersion,
          notice: wordings.notice.version,
          consents: wordings.consents.version,
        },
        frame,
        recordIds,
        expiresAt: of.expiresAt.toString(),
      },
      by,
      tx.now(),
    ),
  );
  await tx.agreementPack.createMany({
    data: [
      {
        practiceId,
        id: packId,
        episodeId: agreement.episodeId,
        workingAgreementId: agreement.id,
        clientId,
        noticeVersionId: wordings.notice.id,
        consentsVersionId: wordings.consents.id,
        requestedById: staffId,
        channel: of.channel,
        state: outcome.state,
        sentAt: dateOf(tx.now()),
        expiresAt: dateOf(of.expiresAt),
        turn: of.turn,
        waitsTurn: of.waitsTurn,
        howWeWorkSealed: await sealHowWeWork(tx.vault, { id: packId, clientId }, of.said),
      },
    ],
  });
  const rendered = {
    agreement: keptTopics(renderAgreement(agreementVersion, frame)),
    notice: renderNotice(wordings.notice.version, noticePractice(frame)),
    consents: renderConsents(wordings.consents.version, frame),
  };
  const parts = ['agreement', 'notice', 'consents'] as const;
  await tx.consentRecord.createMany({
    data: parts.map((part) => ({
      practiceId,
      id: recordIds[part],
      packId,
      clientId,
      templateVersionId: wordings[part].id,
      kind: wordings[part].version.kind,
      contentSha256: wordings[part].contentSha256,
      rendered: rendered[part],
      language: wordings[part].version.language,
      nation: wordings[part].version.nation,
      collectionMethod: of.channel,
      receiptNumber: receiptNumber(),
      createdAt: dateOf(tx.now()),
    })),
  });
  await writeEvents(tx, clientId, outcome.events);
  await tx.audit('agreement.sent', {
    subjectType: 'pack',
    subjectId: packId,
    clientId,
    facts: { channel: of.channel },
  });
  return packId;
}

const noticePractice = (frame: WorkingAgreement) => {
  const [first] = frame.controllers;
  return {
    name: frame.parties.practice.name,
    address: first?.address ?? '',
    contact: first?.contact ?? '',
    ...(first?.registrationNumber && { registrationNumber: first.registrationNumber }),
    retentionYears: frame.notes.retentionYears,
    controllers: frame.controllers.map(({ name }) => name),
  };
};

/** Read aloud on the telephone, so no letter that sounds or looks like another; 21^12 of them. */
const receiptLetters = 'ACDEFHJKMNPRTWXY34679';
function receiptNumber(): string {
  const four = () => Array.from({ length: 4 }, () => receiptLetters[randomInt(receiptLetters.length)]).join('');
  return `${four()}-${four()}-${four()}`;
}

/** GP and emergency contact belong to the person, not to the agreement: a new GP needs no new signature. */
async function keepPeople(tx: WriteTransaction, clientId: string, frame: WorkingAgreement): Promise<void> {
  const { practiceId } = tx;
  const named = [
    { kind: 'gp', person: frame.gp, relationship: null },
    { kind: 'emergency', person: frame.emergencyContact, relationship: frame.emergencyContact?.relation ?? null },
  ];
  for (const { kind, person, relationship } of named) {
    const before = await tx.personAround.findFirst({
      where: { practiceId, clientId, kind },
      orderBy: { createdAt: 'desc' },
    });
    if (!person) {
      if (before) await tx.personAround.deleteMany({ where: { practiceId, clientId, kind } });
      continue;
    }
    const contactBefore = before && [before.telephone, before.address].filter(Boolean).join(', ').slice(0, 200);
    if (before?.name === person.name && contactBefore === person.contact && before.relationship === relationship)
      continue;
    await tx.personAround.deleteMany({ where: { practiceId, clientId, kind } });
    await tx.personAround.createMany({
      data: [
        {
          practiceId,
          id: randomUUID(),
          clientId,
          kind,
          name: person.name,
          telephone: person.contact || null,
          relationship,
          createdAt: dateOf(tx.now()),
        },
      ],
    });
  }
}
