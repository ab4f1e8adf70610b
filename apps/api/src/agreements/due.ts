import { decideExpire, linkRules } from '@heather/consent';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { makeLink, revokeLinks } from './links.ts';
import { changePack, closeWhenNoneIsOpen, lockPack, writeEvents } from './load-pack.ts';
import { failedToSeal } from './seal.ts';

/** How many of a kind one sweep takes; the next minute takes the next ones. */
const atOnce = 50;
/** Far more than ever wait to be sealed; some of them may be such as never can be, and must not hide the others. */
const mostUnsealed = 2000;
/** Two, then silence: a third would press. */
const mostReminders = 2;
const reminderAfterDays = 4;
/** Mail leaves by day: nobody's telephone lights up at night over this. */
const dayHours = { from: 9, until: 18 };

/** Whatever both have signed and nobody has sealed, however old: queued (again), oldest first; what could not be sealed, once a day. */
export async function sealMissing(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const unsealed = await ctx.db.agreementPack.findMany({
    where: {
      practiceId,
      sealAsPack: null,
      signatureAsPack: { some: { role: 'therapist' } },
      client: { state: { not: 'erased' } },
    },
    orderBy: { sentAt: 'asc' },
    select: { id: true, clientId: true },
    take: mostUnsealed,
  });
  const failed = await failedToSeal(ctx.db, practiceId, unsealed, ctx.now());
  const rows = unsealed.filter(({ id }) => !failed.has(id)).slice(0, atOnce);
  if (rows.length === 0) return;
  await ctx.write(async (tx) => {
    for (const { id } of rows) await tx.enqueue('agreements.seal', { packId: id });
  });
}

/** Packs whose time is over say so; their links end, and an agreement that nobody can sign any more is closed. */
export async function expirePacks(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const rows = await ctx.db.agreementPack.findMany({
    where: {
      practiceId,
      state: { in: ['sent', 'talking'] },
      OR: [
        { channel: { not: 'paper' }, expiresAt: { lte: dateOf(ctx.now()) } },
        { expiresAt: { lte: dateOf(ctx.now().subtract({ hours: 24 * postDays })) } },
      ],
    },
    orderBy: { expiresAt: 'asc' },
    select: { id: true },
    take: atOnce,
  });
  await eachRow(ctx, rows, ({ id }) =>
    ctx.write(async (tx) => {
      const { row, pack } = await lockPack(tx, id);
      const by = { channel: 'system', actorKind: 'system', actorId: null } as const;
      const outcome = decideExpire({ ...pack, state: row.state as typeof pack.state }, by, tx.now());
      if (!outcome.ok || outcome.value.already) return;
      await changePack(tx, row, { state: 'expired', draftSealed: null, draftSavedAt: null });
      await writeEvents(tx, row.clientId, outcome.value.events);
      await revokeLinks(tx, { clientId: row.clientId, packId: id });
      await closeWhenNoneIsOpen(tx, row.workingAgreementId);
      await tx.audit('agreement.expired', { subjectType: 'pack', subjectId: id, clientId: row.clientId });
    }),
  );
}

/** A kind second mail, and a third at most, while a pack waits. None while it is being talked about, signed or closed. */
export async function remind(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const now = ctx.now();
  const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } });
  const { hour } = now.toZonedDateTimeISO(practice?.timeZone ?? 'Europe/London');
  if (hour < dayHours.from || hour >= dayHours.until) return;
  const before = dateOf(now.subtract({ hours: 24 * reminderAfterDays }));
  const rows = await ctx.db.agreementPack.findMany({
    where: {
      practiceId,
      state: 'sent',
      channel: 'online',
      waitsTurn: false,
      expiresAt: { gt: dateOf(now) },
      remindersSent: { lt: mostReminders },
      sentAt: { lte: before },
      OR: [{ remindedAt: null }, { remindedAt: { lte: before } }],
      workingAgreement: { state: 'sent' },
      episode: { state: { not: 'ended' } },
    },
    select: { id: true },
    take: atOnce,
  });
  await eachRow(ctx, rows, ({ id }) =>
    ctx.write(async (tx) => {
      const { row, pack } = await lockPack(tx, id);
      if (pack.state !== 'sent' || row.remindersSent >= mostReminders) return;
      const count = row.remindersSent + 1;
      await changePack(tx, row, { remindersSent: count, remindedAt: dateOf(now) });
      const { url } = await makeLink(tx, {
        clientId: row.clientId,
        purpose: 'sign-agreement',
        packId: id,
        expiresAt: instantOf(row.expiresAt),
      });
      await queueMail(tx, {
        clientId: row.clientId,
        template: 'things-to-do',
        params: { url },
        key: `agreement-reminder:${id}:${count}`,
      });
    }),
  );
}

/** Days that a new pack stays open unless staff say otherwise: as long as its link; on paper twice that, for the way there by post. */
export const usualOpenDays = { online: linkRules.lifeDays, paper: 2 * linkRules.lifeDays } as const;
/** Days for the way back: what was signed on paper in time is still taken when it comes by post. Chosen, not derived. */
export const postDays = 14;
