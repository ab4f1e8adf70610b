import type { FileSource } from '../server/files.ts';
import { createCallerFactory } from '../trpc/procedures.ts';
import { agreementsClient, agreementsStaff } from './router.ts';

const asClient = createCallerFactory(agreementsClient);
const asStaff = createCallerFactory(agreementsStaff);

const answer = ({ fileName, base64 }: { fileName: string; base64: string }) => ({
  contentType: 'application/pdf' as const,
  fileName,
  bytes: Buffer.from(base64, 'base64'),
});

/** GET /files/agreement/<packId> on the client portal. */
export const clientAgreement: FileSource = async (ctx, packId) => answer(await asClient(ctx).download({ packId }));
/** The same on the staff portal. */
export const staffAgreement: FileSource = async (ctx, packId) => answer(await asStaff(ctx).downloadByStaff({ packId }));
