import {
  defaultLimits,
  type Nation,
  nationSchema,
  nothingSaid,
  type SignedFrame,
  type TemplateVersion,
  type WorkingAgreementInput,
} from '@heather/confidentiality';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { frameOf } from './current-agreement.ts';
import { firstName } from './get.ts';
import { howWeWorkOf, readsHowWeWork } from './how-we-work.ts';
import { hasSafeAddress, type LoadedEpisode, listCourses, loadEpisode } from './load-episode.ts';
import { peopleOf } from './load-pack.ts';
import { partyOf } from './party.ts';
import { mustReach, ownCourses } from './reach.ts';
import { packStateSchema } from './shapes.ts';
import { loadWordings } from './wordings.ts';

const versions = z.strictObject({
  agreement: z.custom<TemplateVersion>(),
  notice: z.custom<TemplateVersion>(),
  consents: z.custom<TemplateVersion>(),
});

/**
 * What an agreement would say: filled in from the accepted offer or from the agreement before, in the newest published wording. The
 * page previews it with the same functions as sending does.
 */
export const prepare = staffProcedure('agreements.prepare')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      /** Of somebody in two courses; the newest by default. */
      episodeId: idSchema('episode').optional(),
      nation: nationSchema.optional(),
    }),
  )
  .output(
    z.strictObject({
      episodeId: z.string(),
      therapistId: z.string(),
      therapistFullName: z.string(),
      nation: nationSchema,
      /** How we work is empty for whoever may not read it; sending keeps what was said before. */
      frame: z.custom<WorkingAgreementInput>(),
      mayWriteHowWeWork: z.boolean(),
      versions,
      participants: z.array(z.strictObject({ clientId: z.string(), name: z.string(), hasSafeAddress: z.boolean() })),
      rooms: z.array(z.strictObject({ name: z.string(), site: z.string(), stepFree: z.boolean() })),
      /** Every course that this could be for, this one too. */
      courses: z.array(z.strictObject({ episodeId: z.string(), label: z.string() })),
      /** An open pack that sending would replace. */
      replaces: packStateSchema.nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, episodeId } = input;
    await mustReach(ctx, clientId);
    const own = await ownCourses(ctx, { withHandover: false });
    const loaded = await loadEpisode(ctx.db, practiceId, clientId, { ...own, episodeId });
    const { episode, allocation } = loaded;
    const people = episode.episodeParticipantAsEpisode;
    const nation = input.nation ?? (people[0]?.client.nation as Nation);
    const wordings = await loadWordings(ctx.db, practiceId, nation, people[0]?.client.language);
    const version = wordings.agreement.version;
    const mayWriteHowWeWork = await readsHowWeWork(ctx, episode.id);
    const before = episode.workingAgreementAsEpisode[0];
    const said = mayWriteHowWeWork && before ? await howWeWorkOf(ctx.db, ctx.vault, before) : nothingSaid;
    if (said.pace || said.whenStuck) await ctx.recordRead('how-we-work', clientId, [before?.id ?? '']);
    const frame = { ...(await prefill(ctx.db, practiceId, loaded, nation, version)), howWeWork: said };
    const [rooms, courses, open] = await Promise.all([
      ctx.db.room.findMany({ where: { practiceId, isActive: true }, orderBy: { name: 'asc' } }),
      listCourses(ctx.db, practiceId, clientId, own.episodeIds),
      ctx.db.agreementPack.findFirst({
        where: {
          practiceId,
          episodeId: episode.id,
          workingAgreement: { state: 'sent' },
          state: { in: ['sent', 'talking', 'signed'] },
        },
        select: { state: true },
      }),
    ]);
    return {
      episodeId: episode.id,
      therapistId: allocation.therapistId,
      therapistFullName: allocation.therapist.fullName,
      nation,
      frame,
      mayWriteHowWeWork,
      versions: {
        agreement: version,
        notice: wordings.notice.version,
        consents: wordings.consents.version,
      },
      participants: people.map(({ client }) => ({
        clientId: client.id,
        name: client.shortName,
        hasSafeAddress: hasSafeAddress(client.safeContactAsClient),
      })),
      rooms: rooms.map(({ name, site, stepFree }) => ({ name, site, stepFree })),
      courses,
      replaces: (open?.state as 'sent' | undefined) ?? null,
    };
  });

async function prefill(
  db: Tx,
  practiceId: string,
  { episode, allocation }: LoadedEpisode,
  nation: Nation,
  version: TemplateVersion,
): Promise<Omit<WorkingAgreementInput, 'howWeWork'>> {
  const practice = await db.practice.findFirstOrThrow({ where: { id: practiceId } });
  const usual = await db.feeOption.findFirst({ where: { practiceId, isDefault: true } });
  const clients = episode.episodeParticipantAsEpisode.map(({ client }) => client);
  const before = episode.workingAgreementAsEpisode[0];
  const was: SignedFrame | null = before ? frameOf(before) : null;
  const { offer, therapist } = allocation;
  const profile = therapist.therapistProfileAsStaff;
  const start = offer ? Temporal.PlainDateTime.from(offer.startsLocal) : null;
  const only = clients.length === 1 ? clients[0] : undefined;
  const people = only ? await peopleOf(db, practiceId, only.id) : {};
  const limits = defaultLimits(version);
  return {
    parties: {
      client: {
        name: clients
          .map((client) => `${client.firstName} ${client.lastName}`)
          .join(' and ')
          .slice(0, 120),
      },
      therapist: {
        name: firstName(therapist.fullName),
        ...(profile && { registration: { body: profile.registrationBody, number: profile.registrationNumber } }),
      },
      practice: { name: practice.name },
    },
    ...(await partyOf(db, practiceId, therapist)),
    nation,
    zone: was?.zone ?? offer?.zone ?? practice.timeZone,
    day: was?.day ?? start?.dayOfWeek ?? 1,
    time: was?.time ?? start?.toPlainTime().toString({ smallestUnit: 'minute' }) ?? '10:00',
    everyWeeks: was?.everyWeeks ?? offer?.everyWeeks ?? 1,
    lengthMinutes: was?.lengthMinutes ?? offer?.lengthMinutes ?? profile?.sessionMinutes ?? usual?.minutes ?? 50,
    place: was?.place ?? placeOf(offer),
    feePence: was?.feePence ?? offer?.feePence ?? profile?.feePence ?? usual?.feePence ?? 0,
    currency: was?.currency ?? practice.currency,
    paymentTerms: was?.paymentTerms ?? { due: { when: 'within-days', days: 7 }, methods: ['card', 'bank-transfer'] },
    cancellationWindowHours: was?.cancellationWindowHours ?? practice.cancellationWindowHours,
    contactBetweenSessions: was?.contactBetweenSessions ?? { ways: ['portal-message'], answerWithinWorkingDays: 2 },
    limits: was && before?.templateVersionId ? keepKnown(was.limits, version, limits) : limits,
    supervision: was?.supervision ?? { form: 'one-to-one' },
    notes: was?.notes ?? { retentionYears: 7 },
    reviewEverySessions: was?.reviewEverySessions ?? episode.reviewEverySessions,
    ...((was?.plannedSessions ?? offer?.plannedSessions ?? episode.plannedSessions)
      ? { plannedSessions: was?.plannedSessions ?? offer?.plannedSessions ?? episode.plannedSessions ?? 1 }
      : {}),
    ...people,
  };
}

/** Limits chosen before that the newer wording still has, and all that bind everyone. */
function keepKnown(chosen: readonly string[], version: TemplateVersion, always: readonly string[]): string[] {
  return version.clauses
    .filter(({ kind, clauseId }) => kind === 'limit' && (chosen.includes(clauseId) || always.includes(clauseId)))
    .map(({ clauseId }) => clauseId);
}

type OfferLike = { placeKind: string; room: { name: string; site: string; stepFree: boolean } | null } | null;

function placeOf(offer: OfferLike): WorkingAgreementInput['place'] {
  if (offer?.room) {
    const { name, site, stepFree } = offer.room;
    return { kind: 'room', name, address: site, ...(stepFree && { access: 'There are no stairs' }) };
  }
  if (offer?.placeKind === 'telephone') return { kind: 'telephone', whoRings: 'therapist' };
  return { kind: 'online', joinOpensMinutes: 15 };
}
