import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runAs } from '../actor.ts';
import type { Database } from '../database.ts';
import { keyFingerprint } from '../encryption/master-key.ts';
import { loadRing } from '../encryption/shred.ts';
import type { Vault } from '../encryption/vault.ts';
import { DatabaseProblem } from '../problem.ts';

export const ringFileName = 'heather.ring';

/** Each practice's ring as its row holds it: sealed by the master key, so that the file alone opens nothing. */
export type RingFile = {
  heather: 'ring';
  format: 1;
  key: string;
  practices: Record<string, { version: number; wrapped: string }>;
};

/** What the file of now says. Makes rings that are missing. @param database as the worker */
export async function currentRings(database: Database, vault: Vault, masterKey: Uint8Array): Promise<RingFile> {
  const practices: RingFile['practices'] = {};
  for (const { practiceId } of await database.lookups.practices()) {
    const actor = { kind: 'worker', practiceId } as const;
    await database.transaction(actor, (tx) => loadRing(tx, vault, practiceId));
    const row = await runAs(actor, () => database.prisma.backupRing.findFirst({ where: { practiceId } }));
    if (row) practices[practiceId] = { version: row.version, wrapped: Buffer.from(row.wrapped).toString('base64') };
  }
  return { heather: 'ring', format: 1, key: keyFingerprint(masterKey), practices };
}

/** Puts the file in the place of the one before, whole or not at all. @returns its path */
export function writeRingFile(folder: string, rings: RingFile): string {
  const path = join(folder, ringFileName);
  writeWhole(path, `${JSON.stringify(rings, null, 1)}\n`);
  return path;
}

/** @throws DatabaseProblem 'backup' in words when it is missing or no ring */
export function readRingFile(path: string): RingFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new DatabaseProblem(
      'backup',
      `The ring file ${path} is missing, and no client's text in a backup opens without it: it is kept beside the backups and wherever they were copied.`,
      error,
    );
  }
  try {
    const read = JSON.parse(text) as RingFile;
    if (read.heather === 'ring' && read.format === 1 && typeof read.practices === 'object') return read;
  } catch {
    // Said below.
  }
  throw new DatabaseProblem('backup', `${path} is not a ring file, or it is damaged: take another copy of it.`);
}

/** A file that is there whole or as it was before: written aside, on the disk, then moved into place. */
export function writeWhole(path: string, text: string): void {
  const aside = `${path}.new`;
  const file = openSync(aside, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
  syncFolder(dirname(path));
}

export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
