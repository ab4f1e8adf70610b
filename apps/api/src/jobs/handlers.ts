import { nextTurn } from '../agreements/next-turn.ts';
import { seal } from '../agreements/seal.ts';
import { hashReads } from '../audit/hash-reads.ts';
import { keepRing } from '../backup/keep-ring.ts';
import { runBackup } from '../backup/run-backup.ts';
import { work } from '../import/work.ts';
import { sendMail } from '../mail/send-mail.ts';
import { build } from '../rights/access/build.ts';
import { gather } from '../rights/access/gather.ts';
import { destroy } from '../rights/erasure/destroy.ts';
import type { JobHandler } from './job-context.ts';
import type { JobName } from './job-schemas.ts';
import { sweep } from './sweep.ts';

/** Who does which job. The compiler asks for a line a name. */
export const handlers: { [N in JobName]: JobHandler<N> } = {
  'mail.send': sendMail,
  'audit.hash-reads': hashReads,
  'agreements.seal': seal,
  'agreements.next-turn': nextTurn,
  'backup.run': runBackup,
  'backup.keep-ring': keepRing,
  'rights.gather': gather,
  'rights.build': build,
  'import.work': work,
  'rights.destroy': destroy,
  sweep,
};
