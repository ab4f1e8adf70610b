import { packStateAt } from '@heather/consent';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { instantOf } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { firstName, minutesOf } from './get.ts';
import { loadPack } from './load-pack.ts';
import { packStateSchema } from './shapes.ts';

/** A line for the client's list: "Read and sign your agreement", how far it is, how long it takes. */
export type AgreementToDo = {
  packId: string;
  title: string;
  state: 'not-begun' | 'half-done';
  status: string;
  minutes: number;
  href: string;
};

/** Agreements that wait for this client's signature. */
export async function agreementsToDo(
  db: Tx,
  practiceId: string,
  clientId: string,
  now: Temporal.Instant,
): Promise<AgreementToDo[]> {
  const rows = await db.agreementPack.findMany({
    where: { practiceId, clientId, state: { in: ['sent', 'talking'] }, channel: 'online', waitsTurn: false },
    orderBy: { sentAt: 'desc' },
    select: { id: true },
    take: 5,
  });
  const things: AgreementToDo[] = [];
  for (const { id } of rows) {
    const loaded = await loadPack(db, practiceId, id, { clientId });
    const state = packStateAt(loaded.pack, now);
    if (state !== 'sent' && state !== 'talking') continue;
    const { draftSavedAt } = loaded.row;
    const therapist = firstName(loaded.row.workingAgreement.therapist.fullName);
    const kept = draftSavedAt && dayOf(draftSavedAt, loaded.row.client.timeZone);
    things.push({
      packId: id,
      title: 'Read and sign your agreement',
      state: draftSavedAt ? 'half-done' : 'not-begun',
      status:
        state === 'talking' ? `You and ${therapist} talk first` : kept ? `Half done, kept on ${kept}` : 'Not begun',
      minutes: minutesOf(loaded),
      href: `/agreement/${id}`,
    });
  }
  return things;
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const dayOf = (at: Date, zone: string) => days[instantOf(at).toZonedDateTimeISO(zone).dayOfWeek - 1];

/** All of one's own agreements, newest first: to sign, signed, and those that were replaced. Always downloadable. */
export const mine = clientProcedure('agreements.mine')
  .output(
    z.strictObject({
      agreements: z.array(
        z.strictObject({
          packId: z.string(),
          state: packStateSchema,
          therapist: z.string(),
          sentAt: z.string(),
          signedAt: z.string().nullable(),
          isCountersigned: z.boolean(),
          isSealed: z.boolean(),
        }),
      ),
      timeZone: z.string(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const rows = await ctx.db.agreementPack.findMany({
      where: { practiceId, clientId },
      orderBy: { sentAt: 'desc' },
      take: 50,
      select: {
        id: true,
        state: true,
        sentAt: true,
        expiresAt: true,
        workingAgreement: { select: { state: true, therapist: { select: { fullName: true } } } },
        signatureAsPack: { select: { role: true, signedAt: true } },
        sealAsPack: { select: { id: true } },
      },
    });
    return {
      agreements: rows.map((row) => {
        const isOpen = row.state === 'sent' || row.state === 'talking';
        const kept = isOpen && row.workingAgreement.state !== 'sent' ? 'cancelled' : row.state;
        return {
          packId: row.id,
          state: packStateAt({ state: kept as 'sent', expiresAt: instantOf(row.expiresAt).toString() }, ctx.now()),
          therapist: firstName(row.workingAgreement.therapist.fullName),
          sentAt: row.sentAt.toISOString(),
          signedAt: row.signatureAsPack.find(({ role }) => role === 'client')?.signedAt.toISOString() ?? null,
          isCountersigned: row.signatureAsPack.some(({ role }) => role === 'therapist'),
          isSealed: row.sealAsPack !== null,
        };
      }),
      timeZone: ctx.practice.timeZone,
    };
  });
