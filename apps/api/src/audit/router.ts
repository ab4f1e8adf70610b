import { router } from '../trpc/procedures.ts';
import { listAudit } from './list-audit.ts';

export const auditStaff = router({ list: listAudit });
