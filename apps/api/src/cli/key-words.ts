import { join } from 'node:path';
import { keyFingerprint } from '@heather/database';

/** What opens a backup and what is lost without it, said before it can happen. Shows no key. */
export function keyWords(known: {
  masterKey: Uint8Array;
  isFromSetting: boolean;
  dataFolder: string;
  ringPath: string | null;
}): string[] {
  const where = known.isFromSetting ? 'the setting HEATHER_KEY' : join(known.dataFolder, 'keys', 'master.key');
  return [
    `Three things together bring a practice back, and any one that is missing brings back nothing that is sealed:`,
    `  1. a backup file,`,
    `  2. the master key ${keyFingerprint(known.masterKey)}, now in ${where}. It is in no backup. Write it down or copy it, and keep it`,
    `     somewhere else than the backups: who has both can read everything; who loses it can read no sealed text, nor can we;`,
    `  3. heather.ring${known.ringPath ? `, at ${known.ringPath}` : ', beside the backups'}. Keep the newest one with the backups and wherever they are copied. It opens nothing without the key.`,
    `When a client's record is destroyed, the ring changes and no backup opens to them any more. Replace older copies of the ring`,
    `then, and do not keep versions of it: an older one, with the key and an older backup, would still open.`,
  ];
}
