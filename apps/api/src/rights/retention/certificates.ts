import { fail, idSchema } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { checkPdf } from '@heather/documents';
import { z } from 'zod';
import { staffProcedure } from '../../trpc/procedures.ts';
import { certificatePlace } from '../erasure/certify.ts';

const page = 50;

/** Certificates of what was destroyed, the newest first: by reference, rule and day, of nobody. */
export const certificates = staffProcedure('retention.certificates')
  .input(z.strictObject({ before: z.int().min(1).nullable() }))
  .output(
    z.strictObject({
      certificates: z.array(
        z.strictObject({
          certificateId: z.string(),
          number: z.number(),
          reference: z.string(),
          record: z.string(),
          rule: z.string(),
          destroyedAt: z.string(),
          confirmedBy: z.string(),
        }),
      ),
      next: z.number().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const rows = await ctx.db.destructionCertificate.findMany({
      where: { practiceId: ctx.actor.practiceId, ...(input.before && { number: { lt: input.before } }) },
      orderBy: { number: 'desc' },
      take: page + 1,
      select: { id: true, number: true, reference: true, facts: true },
    });
    const shown = rows.slice(0, page);
    return {
      certificates: shown.map(({ id, number, reference, facts }) => {
        const { record, rule, destroyedAt, confirmedBy } = facts as Record<
          'record' | 'rule' | 'destroyedAt' | 'confirmedBy',
          string
        >;
        return { certificateId: id, number, reference, record, rule, destroyedAt, confirmedBy };
      }),
      next: rows.length > page ? (shown.at(-1)?.number ?? null) : null,
    };
  });

/** The sealed file, to the byte. */
export const openCertificate = staffProcedure('retention.openCertificate')
  .input(z.strictObject({ certificateId: idSchema('certificate') }))
  .output(z.strictObject({ fileName: z.string(), base64: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.destructionCertificate.findFirst({ where: { practiceId, id: input.certificateId } });
    if (!row) return fail('not-found');
    const bytes = await ctx.vault.openBytes(null, certificatePlace(row.id), row.bytesSealed as Ciphertext);
    if (!checkPdf(bytes, row.sealedSha256).ok) return fail('unavailable');
    await ctx.write((tx) =>
      tx.audit('destruction.certificate-opened', { subjectType: 'destruction-certificate', subjectId: row.id }),
    );
    return { fileName: `destruction-${row.reference}.pdf`, base64: Buffer.from(bytes).toString('base64') };
  });
