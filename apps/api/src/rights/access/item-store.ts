import type { Ciphertext } from '@heather/database';
import type { PracticeVault } from '../../database.ts';
import type { ItemContent, Mark } from './record-row.ts';

/** What was marked in an item, and what its reader wrote about it. */
export type ItemMarks = { marks: Mark[]; words: string | null };

const place = (column: string, rowId: string) => ({ table: 'access_item', column, rowId });
type Sealed = Uint8Array | null;

export const sealContent = (vault: PracticeVault, clientId: string, id: string, content: ItemContent) =>
  vault.seal(clientId, place('content_sealed', id), JSON.stringify(content));
export const sealMarks = (vault: PracticeVault, clientId: string, id: string, marks: ItemMarks) =>
  vault.seal(clientId, place('marks_sealed', id), JSON.stringify(marks));

export async function openContent(vault: PracticeVault, clientId: string, id: string, sealed: Sealed) {
  if (!sealed) return null;
  return JSON.parse(await vault.open(clientId, place('content_sealed', id), sealed as Ciphertext)) as ItemContent;
}
export async function openMarks(
  vault: PracticeVault,
  clientId: string,
  id: string,
  sealed: Sealed,
): Promise<ItemMarks> {
  if (!sealed) return { marks: [], words: null };
  return JSON.parse(await vault.open(clientId, place('marks_sealed', id), sealed as Ciphertext)) as ItemMarks;
}

export const filePlace = (rowId: string) => ({ table: 'access_file', column: 'bytes_sealed', rowId });
