import { keepPlaces, lapseTimes, settleAbsences } from '../absence/due.ts';
import { expirePacks, remind, sealMissing } from '../agreements/due.ts';
import { tellOfSealKey } from '../agreements/seal-key.ts';
import { climbAlerts } from '../alerts/climb.ts';
import { lapseOffers } from '../allocation/lapse.ts';
import { hashReads } from '../audit/hash-reads.ts';
import { makeDueBackup, tellOfBackups } from '../backup/due.ts';
import { openDueCheckIns } from '../check-ins/open-due.ts';
import { warnLimits } from '../fees/warn-limits.ts';
import { forgetFiles, resumeImports } from '../import/due.ts';
import { requeueStuckMail } from '../mail/requeue-stuck-mail.ts';
import { openDueMeasures } from '../measures/open-due.ts';
import { endAccessDue, remindOfInsurance } from '../practice/due.ts';
import { emptyLapsed, resumeCopies } from '../rights/access/build.ts';
import { remindOfComplaints } from '../rights/complaints/remind.ts';
import { destroyDue } from '../rights/erasure/destroy.ts';
import { listDue } from '../rights/retention/list-due.ts';
import { fillSeries } from '../scheduling/fill-series.ts';
import { lookAtGapsAgain } from '../scheduling/look-again.ts';
import { endOpenings, remindOfWills } from '../wills/due.ts';
import type { JobContext } from './job-context.ts';

/** What is looked at every minute for each practice. Each finds its own due rows, without an upper age, and may run twice. */
export const sweeps: Record<string, (ctx: JobContext) => Promise<void>> = {
  'mail.requeue-stuck': requeueStuckMail,
  'audit.hash-reads': hashReads,
  'agreements.expire': expirePacks,
  'agreements.remind': remind,
  'agreements.seal-missing': sealMissing,
  'agreements.tell-of-seal-key': tellOfSealKey,
  'allocation.lapse': lapseOffers,
  'alerts.climb': climbAlerts,
  'measures.open-due': openDueMeasures,
  'check-ins.open-due': openDueCheckIns,
  'scheduling.fill-series': fillSeries,
  'scheduling.look-again': lookAtGapsAgain,
  'fees.warn-limits': warnLimits,
  'backup.make-due': makeDueBackup,
  'backup.tell': tellOfBackups,
  'import.forget': forgetFiles,
  'import.resume': resumeImports,
  'rights.list-due': listDue,
  'rights.destroy-due': destroyDue,
  'rights.remind-of-complaints': remindOfComplaints,
  'absence.lapse-times': lapseTimes,
  'absence.settle': settleAbsences,
  'absence.keep-places': keepPlaces,
  'wills.end-openings': endOpenings,
  'wills.remind': remindOfWills,
  'practice.end-access': endAccessDue,
  'practice.remind-of-insurance': remindOfInsurance,
  'rights.empty-lapsed': emptyLapsed,
  'rights.resume-copies': resumeCopies,
};
