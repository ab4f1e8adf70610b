import { askAgainFor, nothingSaid, type Topic, whyNotChangeable } from '@heather/confidentiality';
import { packStateAt } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { choicesOf, choicesSchema } from './consents.ts';
import { agreementLine, frameOf, versionOf } from './current-agreement.ts';
import { openHowWeWork, readsHowWeWork } from './how-we-work.ts';
import { applyChanges, type ChangeRow, type ChangeView, changeSchema } from './load-changes.ts';
import { hasSafeAddress } from './load-episode.ts';
import { loadPack, peopleOf } from './load-pack.ts';
import { allocatedCourses, mustReach, mustReachPack, ownCourses } from './reach.ts';
import { packStateSchema, questionSchema, topicSchema, wordingSchema } from './shapes.ts';

const signature = z.strictObject({
  nameTyped: z.string(),
  signedAt: z.string(),
  method: z.string(),
  /** The paper was kept as a picture too. */
  hasScan: z.boolean(),
});
const pack = z.strictObject({
  packId: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  state: packStateSchema,
  channel: z.string(),
  sentAt: z.string(),
  expiresAt: z.string(),
  remindersSent: z.number(),
  hasBegun: z.boolean(),
  waitsTurn: z.boolean(),
  hasSafeAddress: z.boolean(),
  signed: signature.nullable(),
  countersigned: signature.nullable(),
  isSealed: z.boolean(),
});

/**
 * Every agreement of a client's courses with where each stands. Somebody who may see no more than the status (the front desk) gets
 * no line, no frame and no choice; how they work is for the course's own therapist alone.
 */
export const ofClient = staffProcedure('agreements.ofClient')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      clientName: z.string(),
      timeZone: z.string(),
      mayReadText: z.boolean(),
      isTherapist: z.boolean(),
      agreements: z.array(
        z.strictObject({
          agreementId: z.string(),
          episodeId: z.string(),
          number: z.number(),
          state: z.string(),
          createdAt: z.string(),
          agreedAt: z.string().nullable(),
          therapistName: z.string(),
          isMine: z.boolean(),
          line: z.string().nullable(),
          /** Of what holds or waits, for the course's own therapist. */
          howWeWork: z.strictObject({ pace: z.string(), whenStuck: z.string() }).nullable(),
          /** A birthday at which it is asked again of the person themselves: by age and day. None for who may not read the text. */
          askAgain: z.strictObject({ age: z.number(), on: z.string(), name: z.string() }).nullable(),
          /** Lines in other words than the template's; none for somebody who may not read the text. */
          changes: z.array(changeSchema),
          packs: z.array(pack),
        }),
      ),
      choices: choicesSchema,
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId, roles } = ctx.actor;
    const { clientId } = input;
    await mustReach(ctx, clientId);
    const { episodeIds } = await ownCourses(ctx);
    const mayReadText = roles.some((role) => role === 'manager' || role === 'clinical-lead' || role === 'therapist');
    const client = await ctx.db.client.findFirst({ where: { practiceId, id: clientId }, select: { shortName: true } });
    if (!client) return fail('not-found');
    const rows = await ctx.db.workingAgreement.findMany({
      where: {
        practiceId,
        ...(episodeIds && { episodeId: { in: episodeIds } }),
        episode: { episodeParticipantAsEpisode: { some: { clientId } } },
      },
      orderBy: [{ createdAt: 'desc' }, { number: 'desc' }],
      take: 30,
      include: {
        episode: { select: { state: true } },
        therapist: { select: { shortName: true } },
        agreementChangeAsWorkingAgreement: { orderBy: { settledAt: 'asc' } },
        agreementPackAsWorkingAgreement: {
          orderBy: { sentAt: 'asc' },
          include: {
            client: { select: { shortName: true, bornOn: true, state: true, safeContactAsClient: true } },
            signatureAsPack: true,
            sealAsPack: { select: { id: true } },
            consentRecordAsPack: {
              where: { kind: 'working-agreement' },
              select: { rendered: true, consentEventAsRecord: { where: { type: 'presented' }, select: { id: true } } },
            },
          },
        },
      },
    });
    const mine = await allocatedCourses(ctx);
    const said = new Map(
      await Promise.all(
        rows
          .filter(({ episodeId, state }) => mine.includes(episodeId) && (state === 'sent' || state === 'agreed'))
          .map(async (row) => {
            // A partner's copy opens to nobody once their record is destroyed.
            const kept = row.agreementPackAsWorkingAgreement.find(
              ({ howWeWorkSealed, client }) => howWeWorkSealed && client.state !== 'erased',
            );
            return [row.id, kept ? await openHowWeWork(ctx.vault, kept) : nothingSaid] as const;
          }),
      ),
    );
    const read = [...said].filter(([, { pace, whenStuck }]) => pace || whenStuck).map(([id]) => id);
    await ctx.recordRead('how-we-work', clientId, read);
    const today = ctx.now().toZonedDateTimeISO(ctx.practice.timeZone).toPlainDate().toString();
    return {
      clientName: client.shortName,
      timeZone: ctx.practice.timeZone,
      mayReadText,
      isTherapist: roles.includes('therapist'),
      agreements: rows.map((row) => {
        const frame = frameOf(row);
        return {
          agreementId: row.id,
          episodeId: row.episodeId,
          number: row.number,
          state: row.state,
          createdAt: row.createdAt.toISOString(),
          agreedAt: row.agreedAt?.toISOString() ?? null,
          therapistName: row.therapist.shortName,
          isMine: row.therapistId === staffId,
          line: mayReadText ? agreementLine(frame) : null,
          howWeWork: said.get(row.id) ?? null,
          askAgain: mayReadText ? askAgainOf(row, today) : null,
          changes: mayReadText ? changesOf(row) : [],
          packs: row.agreementPackAsWorkingAgreement.map((one) => {
            const signed = (role: string) => {
              const found = one.signatureAsPack.find((each) => each.role === role);
              return found
                ? {
                    nameTyped: found.nameAsTyped,
                    signedAt: found.signedAt.toISOString(),
                    method: found.method,
                    hasScan: hasScan(found.payload),
                  }
                : null;
            };
            const isOpen = one.state === 'sent' || one.state === 'talking';
            const isGone = row.state !== 'sent' || row.episode.state === 'ended';
            return {
              packId: one.id,
              clientId: one.clientId,
              clientName: one.client.shortName,
              state: packStateAt(
                {
                  state: (isOpen && isGone ? 'cancelled' : one.state) as 'sent',
                  expiresAt: instantOf(one.expiresAt).toString(),
                },
                ctx.now(),
              ),
              channel: one.channel,
              sentAt: one.sentAt.toISOString(),
              expiresAt: one.expiresAt.toISOString(),
              remindersSent: one.remindersSent,
              hasBegun: one.consentRecordAsPack.some((record) => record.consentEventAsRecord.length > 0),
              waitsTurn: one.waitsTurn,
              hasSafeAddress: hasSafeAddress(one.client.safeContactAsClient),
              signed: signed('client'),
              countersigned: signed('therapist'),
              isSealed: one.sealAsPack !== null,
            };
          }),
        };
      }),
      choices: mayReadText ? await choicesOf(ctx.db, practiceId, clientId, ctx.now()) : [],
    };
  });

/** Of what holds, for the first of its signers who comes of an age of the nation. */
function askAgainOf(
  row: {
    state: string;
    agreedAt: Date | null;
    frame: unknown;
    agreementPackAsWorkingAgreement: { client: { shortName: string; bornOn: Date | null } }[];
  },
  today: string,
) {
  if (row.state !== 'agreed' || !row.agreedAt) return null;
  const agreedOn = row.agreedAt.toISOString().slice(0, 10);
  for (const { client } of row.agreementPackAsWorkingAgreement) {
    if (!client.bornOn) continue;
    const bornOn = client.bornOn.toISOString().slice(0, 10);
    const found = askAgainFor({ bornOn, nation: frameOf(row).nation, agreedOn }, today);
    if (found) return { ...found, name: client.shortName };
  }
  return null;
}

const hasScan = (payload: unknown): boolean => Object.hasOwn((payload ?? {}) as object, 'scan');

/** The text is looked at only where something in it was changed. */
function changesOf(row: {
  agreementChangeAsWorkingAgreement: ChangeRow[];
  agreementPackAsWorkingAgreement: { consentRecordAsPack: { rendered: unknown }[] }[];
}): ChangeView[] {
  const rendered = row.agreementPackAsWorkingAgreement[0]?.consentRecordAsPack[0]?.rendered;
  return rendered ? applyChanges(rendered as Topic[], row.agreementChangeAsWorkingAgreement).changes : [];
}

/** The whole text of a pack as staff may read it, and as it is printed for signing on paper. */
export const printable = staffProcedure('agreements.printable')
  .input(z.strictObject({ packId: idSchema('pack') }))
  .output(
    z.strictObject({
      packId: z.string(),
      clientId: z.string(),
      clientName: z.string(),
      therapistName: z.string(),
      practiceName: z.string(),
      state: packStateSchema,
      wording: wordingSchema,
      receiptNumber: z.string(),
      topics: z.array(topicSchema),
      changes: z.array(changeSchema),
      /** Lines that follow the frame or are not signed: their words are not changed here. */
      fixed: z.array(z.string()),
      notice: z.array(topicSchema),
      questions: z.array(questionSchema),
      sentAt: z.string(),
      timeZone: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, episodeId } = await mustReachPack(ctx, input.packId);
    const isTheirs = await readsHowWeWork(ctx, episodeId);
    if (isTheirs) await ctx.recordRead('how-we-work', clientId, [input.packId]);
    const people = await peopleOf(ctx.db, practiceId, clientId);
    const {
      row,
      pack: domain,
      records,
      topics,
      changes,
      notice,
      questions,
    } = await loadPack(ctx.db, practiceId, input.packId, {
      people,
      vault: isTheirs ? ctx.vault : null,
    });
    const version = row.workingAgreement.templateVersion;
    return {
      packId: row.id,
      clientId,
      clientName: `${row.client.firstName} ${row.client.lastName}`,
      therapistName: row.workingAgreement.therapist.fullName,
      practiceName: ctx.practice.name,
      state: packStateAt(domain, ctx.now()),
      wording: {
        title: version.template.title,
        number: version.number,
        publishedAt: version.publishedAt?.toISOString() ?? null,
      },
      receiptNumber: records.agreement.receiptNumber,
      topics,
      changes,
      fixed: topics
        .flatMap((topic) => [topic.clauseId, ...topic.parts.map((part) => part.clauseId)])
        .filter((clauseId) => whyNotChangeable(versionOf(version), topics, clauseId) !== undefined),
      notice,
      questions,
      sentAt: row.sentAt.toISOString(),
      timeZone: ctx.practice.timeZone,
    };
  });
