import type { FileSource } from '../server/files.ts';
import { createCallerFactory } from '../trpc/procedures.ts';
import { feesClient, feesStaff } from './router.ts';

const asClient = createCallerFactory(feesClient);
const asStaff = createCallerFactory(feesStaff);

const answer = (
  contentType: 'application/pdf' | 'text/csv',
  { fileName, base64 }: { fileName: string; base64: string },
) => ({
  contentType,
  fileName,
  bytes: Buffer.from(base64, 'base64'),
});

/** GET /files/receipt/<receiptId> and /files/statement/<documentId> on the client portal: their own alone. */
export const clientReceipt: FileSource = async (ctx, receiptId) =>
  answer('application/pdf', await asClient(ctx).myReceiptFile({ receiptId }));
export const clientStatement: FileSource = async (ctx, documentId) =>
  answer('application/pdf', await asClient(ctx).myStatementFile({ documentId }));
/** The same on the staff portal, and the accountant's file. */
export const staffReceipt: FileSource = async (ctx, receiptId) =>
  answer('application/pdf', await asStaff(ctx).receiptFile({ receiptId }));
export const staffStatement: FileSource = async (ctx, documentId) =>
  answer('application/pdf', await asStaff(ctx).statementFile({ documentId }));
export const staffAccounts: FileSource = async (ctx, documentId) =>
  answer('text/csv', await asStaff(ctx).accountsFile({ documentId }));
