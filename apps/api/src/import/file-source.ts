import type { FileSource } from '../server/files.ts';
import { createCallerFactory } from '../trpc/procedures.ts';
import { importsStaff } from './router.ts';

const asStaff = createCallerFactory(importsStaff);

/** GET /files/import-report/<importId> on the staff portal. */
export const importReport: FileSource = async (ctx, importId) => {
  const { csv } = await asStaff(ctx).report({ importId });
  return { contentType: 'text/csv', fileName: 'lines-that-stay-out.csv', bytes: new TextEncoder().encode(csv) };
};
