import { router } from '../../trpc/procedures.ts';
import { certificates, openCertificate } from './certificates.ts';
import { callOff, confirm, due, keepLonger, listRecord, ofClient, undo } from './destructions.ts';
import { holds, liftHold, placeHold } from './holds.ts';
import { mine } from './mine.ts';
import { endRule, preview, rules, setRule } from './rules.ts';

export const retentionStaff = router({
  rules,
  setRule,
  endRule,
  preview,
  due,
  ofClient,
  placeHold,
  liftHold,
  holds,
  listRecord,
  confirm,
  keepLonger,
  undo,
  callOff,
  certificates,
  openCertificate,
});
export const retentionClient = router({ mine });
