import { clientAgreement, clientScan, staffAgreement, staffScan } from '../agreements/file-source.ts';
import { clientReceipt, clientStatement, staffAccounts, staffReceipt, staffStatement } from '../fees/file-source.ts';
import { importReport } from '../import/file-source.ts';
import { clientRecord, staffRecord } from '../rights/access/give.ts';
import { appointmentFile } from '../scheduling/appointment.ts';
import type { FileSources } from './files.ts';

/** Which files each portal gives, by the first part of their address. One line a kind; the procedure decides who may. */
export const fileSources: { staff: FileSources; client: FileSources } = {
  staff: {
    agreement: staffAgreement,
    scan: staffScan,
    receipt: staffReceipt,
    statement: staffStatement,
    accounts: staffAccounts,
    record: staffRecord,
    'import-report': importReport,
  },
  client: {
    agreement: clientAgreement,
    scan: clientScan,
    receipt: clientReceipt,
    statement: clientStatement,
    session: appointmentFile,
    record: clientRecord,
  },
};
