import { absence } from './areas/absence.ts';
import { account } from './areas/account.ts';
import { agreements } from './areas/agreements.ts';
import { alerts } from './areas/alerts.ts';
import { allocation } from './areas/allocation.ts';
import { audit } from './areas/audit.ts';
import { backups } from './areas/backups.ts';
import { checkIns } from './areas/check-ins.ts';
import { clients } from './areas/clients.ts';
import { complaints } from './areas/complaints.ts';
import { day } from './areas/day.ts';
import { demonstration } from './areas/demonstration.ts';
import { enquiries } from './areas/enquiries.ts';
import { fees } from './areas/fees.ts';
import { goals } from './areas/goals.ts';
import { home } from './areas/home.ts';
import { imports } from './areas/imports.ts';
import { mail } from './areas/mail.ts';
import { measures } from './areas/measures.ts';
import { notes } from './areas/notes.ts';
import { practice } from './areas/practice.ts';
import { retention } from './areas/retention.ts';
import { rights } from './areas/rights.ts';
import { scheduling } from './areas/scheduling.ts';
import { templates } from './areas/templates.ts';
import { wills } from './areas/wills.ts';
import type { PolicyRow } from './row.ts';

/** Who may do what, one row a procedure. A procedure without a row does not start; a row without a procedure fails a test. */
export const policy = {
  ...account,
  ...enquiries,
  ...allocation,
  ...agreements,
  ...templates,
  ...scheduling,
  ...measures,
  ...checkIns,
  ...alerts,
  ...day,
  ...clients,
  ...goals,
  ...notes,
  ...fees,
  ...home,
  ...backups,
  ...imports,
  ...mail,
  ...practice,
  ...rights,
  ...retention,
  ...complaints,
  ...absence,
  ...wills,
  ...audit,
  ...demonstration,
};

export type ProcedureName = keyof typeof policy;

/** The row of a procedure. @throws Error when the table has none: whoever wrote the procedure forgot to say who may call it */
export function policyRow(name: ProcedureName): PolicyRow {
  const row = (policy as Record<string, PolicyRow>)[name];
  if (!row) throw new Error(`no row in the policy table for ${name}: add it to packages/policy/src/areas`);
  return row;
}
