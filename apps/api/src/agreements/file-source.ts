import type { FileAnswer, FileSource } from '../server/files.ts';
import { createCallerFactory } from '../trpc/procedures.ts';
import { agreementsClient, agreementsStaff } from './router.ts';

const asClient = createCallerFactory(agreementsClient);
const asStaff = createCallerFactory(agreementsStaff);

const answer = ({ fileName, base64 }: { fileName: string; base64: string }) => ({
  contentType: 'application/pdf' as const,
  fileName,
  bytes: Buffer.from(base64, 'base64'),
});

type Scan = { fileName: string; base64: string; contentType: FileAnswer['contentType'] };
const asFile = ({ fileName, base64, contentType }: Scan): FileAnswer => ({
  contentType,
  fileName,
  bytes: Buffer.from(base64, 'base64'),
});
/** GET /files/scan/<packId>: what was signed on paper. */
export const clientScan: FileSource = async (ctx, packId) => asFile(await asClient(ctx).ownScan({ packId }));
export const staffScan: FileSource = async (ctx, packId) => asFile(await asStaff(ctx).downloadScan({ packId }));

/** GET /files/agreement/<packId> on the client portal. */
export const clientAgreement: FileSource = async (ctx, packId) => answer(await asClient(ctx).download({ packId }));
/** The same on the staff portal. */
export const staffAgreement: FileSource = async (ctx, packId) => answer(await asStaff(ctx).downloadByStaff({ packId }));
