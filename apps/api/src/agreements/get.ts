import { bothAreFine, countTopicWords } from '@heather/confidentiality';
import {
  buttonLabel,
  eSignSentence,
  intentStatement,
  minutesFor,
  noticeStatement,
  packStateAt,
} from '@heather/consent';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import { signatureOf, signedAtOf } from './evidence.ts';
import { changeSchema } from './load-changes.ts';
import { type LoadedPack, loadPack, peopleOf } from './load-pack.ts';
import { readDraft } from './save-draft.ts';
import { choiceSchema, hashesSchema, packStateSchema, questionSchema, topicSchema, wordingSchema } from './shapes.ts';
import { changedSchema, whatChanged } from './what-changed.ts';

const signatureSchema = z.strictObject({ nameTyped: z.string(), signedAt: z.string() });

/** All that the pages of one's own agreement show, before signing and ever after. Reading changes nothing. */
export const get = clientProcedure('agreements.get')
  .input(z.strictObject({ packId: idSchema('pack') }))
  .output(
    z.strictObject({
      packId: z.string(),
      state: packStateSchema,
      /** Whether the therapist has answered is seen from `state`: a pack under talk can be signed at any time. */
      therapist: z.string(),
      therapistFullName: z.string(),
      practiceName: z.string(),
      wording: wordingSchema,
      topics: z.array(topicSchema),
      changes: z.array(changeSchema.extend({ mine: z.boolean() })),
      notice: z.array(topicSchema),
      questions: z.array(questionSchema),
      seen: hashesSchema,
      minutes: z.number(),
      draft: z
        .strictObject({ answers: z.record(z.string(), choiceSchema), noticeSeen: z.boolean(), savedAt: z.string() })
        .nullable(),
      isPresented: z.boolean(),
      /** Somebody else signs first. */
      waitsTurn: z.boolean(),
      expiresAt: z.string(),
      statements: z.strictObject({
        intent: z.string(),
        button: z.string(),
        eSign: z.string(),
        notice: z.string(),
        bothAreFine: z.string(),
      }),
      signed: signatureSchema.nullable(),
      answers: z.record(z.string(), choiceSchema),
      countersigned: signatureSchema.nullable(),
      isSealed: z.boolean(),
      /** A newer one that took this one's place, if it is the reader's to sign. */
      newerPackId: z.string().nullable(),
      timeZone: z.string(),
      /** An agreement before this one goes on holding whatever is said to this one. */
      holdsBefore: z.boolean(),
      /** While it can be signed: what is not as it was in the one signed before; null when this is the first. */
      changedSince: z.array(changedSchema).nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const people = await peopleOf(ctx.db, practiceId, clientId);
    const loaded = await loadPack(ctx.db, practiceId, input.packId, { clientId, people, vault: ctx.vault });
    const { row, pack, topics, changes, notice, questions } = loaded;
    const state = packStateAt(pack, ctx.now());
    const isOpen = state === 'sent' || state === 'talking';
    const version = row.workingAgreement.templateVersion;
    return {
      packId: row.id,
      state,
      therapist: firstName(row.workingAgreement.therapist.fullName),
      therapistFullName: row.workingAgreement.therapist.fullName,
      practiceName: ctx.practice.name,
      wording: {
        title: version.template.title,
        number: version.number,
        publishedAt: version.publishedAt?.toISOString() ?? null,
      },
      topics,
      changes: changes.map((one) => ({ ...one, mine: saidYes(loaded, one.changeId, clientId) })),
      notice,
      questions,
      seen: {
        agreement: pack.agreement.shownSha256,
        notice: pack.notice.shownSha256,
        consents: pack.consents.shownSha256,
      },
      minutes: minutesOf(loaded),
      draft: isOpen ? await readDraft(ctx, row) : null,
      isPresented: loaded.records.agreement.consentEventAsRecord.some(({ type }) => type === 'presented'),
      waitsTurn: isOpen && row.waitsTurn,
      expiresAt: row.expiresAt.toISOString(),
      statements: {
        intent: intentStatement.client,
        button: buttonLabel.client,
        eSign: eSignSentence,
        notice: noticeStatement,
        bothAreFine,
      },
      signed: signatureView(loaded, 'client'),
      answers: answersOf(loaded),
      countersigned: signatureView(loaded, 'therapist'),
      isSealed: row.sealAsPack !== null,
      newerPackId: state === 'superseded' ? await newerPack(ctx, loaded) : null,
      timeZone: row.client.timeZone,
      holdsBefore: isOpen && (await hasOneThatHolds(ctx, loaded)),
      changedSince: isOpen ? await whatChanged(ctx.db, loaded) : null,
    };
  });

/** Whether this signer has said yes to a change that others are still asked about. */
const saidYes = ({ row }: LoadedPack, changeId: string, clientId: string): boolean => {
  const change = row.workingAgreement.agreementChangeAsWorkingAgreement.find(({ id }) => id === changeId);
  return Object.hasOwn((change?.assents ?? {}) as object, clientId);
};

async function hasOneThatHolds(ctx: ClientContext, { row }: LoadedPack): Promise<boolean> {
  const { practiceId } = ctx.actor;
  const where = { practiceId, episodeId: row.episodeId, state: 'agreed' };
  return (await ctx.db.workingAgreement.findFirst({ where, select: { id: true } })) !== null;
}

export const firstName = (fullName: string): string => fullName.split(' ')[0] ?? fullName;

/** What was given at signing, from the events; a later withdrawal is another page's matter. */
export function answersOf({ records }: LoadedPack): Record<string, 'yes' | 'no'> {
  const answers: Record<string, 'yes' | 'no'> = {};
  for (const { type, clauseId } of records.consents.consentEventAsRecord) {
    if (clauseId === null || Object.hasOwn(answers, clauseId)) continue;
    if (type === 'item-given') answers[clauseId] = 'yes';
    if (type === 'item-declined') answers[clauseId] = 'no';
  }
  return answers;
}

/** Summary and questions, not every opened line: what most people read. The full text is one tap away. */
export const minutesOf = ({ topics, questions }: LoadedPack): number =>
  minutesFor({
    words: Math.round(countTopicWords(topics) / 2),
    questions: questions.length + 2,
  });

function signatureView(loaded: LoadedPack, role: 'client' | 'therapist') {
  const found = signatureOf(loaded, role);
  return found ? { nameTyped: found.nameAsTyped, signedAt: signedAtOf(loaded, role) as string } : null;
}

async function newerPack(ctx: ClientContext, { row }: LoadedPack): Promise<string | null> {
  const { practiceId, clientId } = ctx.actor;
  const newer = await ctx.db.agreementPack.findFirst({
    where: { practiceId, clientId, episodeId: row.episodeId, state: { in: ['sent', 'talking', 'signed'] } },
    orderBy: { sentAt: 'desc' },
    select: { id: true },
  });
  return newer?.id ?? null;
}
