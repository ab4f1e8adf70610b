import { clientAgreement, staffAgreement } from '../agreements/file-source.ts';
import { appointmentFile } from '../scheduling/appointment.ts';
import type { FileSources } from './files.ts';

/** Which files each portal gives, by the first part of their address. One line a kind; the procedure decides who may. */
export const fileSources: { staff: FileSources; client: FileSources } = {
  staff: { agreement: staffAgreement },
  client: { agreement: clientAgreement, session: appointmentFile },
};
