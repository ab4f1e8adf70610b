import type { PracticeVault, Prisma } from '@heather/database';
import type { Tx } from '../database.ts';
import { draftPlace, entryPlace, versionPlace } from './note-place.ts';
import { type NoteEntry, type NoteRecord, type NoteState, noNote } from './note-record.ts';

/** One note with its rows' own facts, for showing and for writing. */
export type LoadedNote = {
  noteId: string | null;
  authorId: string | null;
  savedAt: Date | null;
  signedAt: Date | null;
  record: NoteRecord;
  /** In the order of the record's entries. */
  entries: { id: string; authorId: string; writtenAt: Date }[];
  /** In the order of the record's versions apart. */
  apart: { keptAt: Date }[];
  share: { id: string; entries: number; sharedAt: Date } | null;
};

const columns = {
  id: true,
  sessionId: true,
  clientId: true,
  authorId: true,
  state: true,
  wordsSealed: true,
  version: true,
  tabId: true,
  tabSeq: true,
  savedAt: true,
  signedAt: true,
  noteEntryAsNote: { orderBy: { ordinal: 'asc' } },
  // Row-level security leaves the caller's own alone.
  noteVersionAsNote: { where: { state: 'open' }, orderBy: [{ keptAt: 'asc' }, { id: 'asc' }] },
  noteShareAsNote: { where: { endedAt: null }, orderBy: { sharedAt: 'desc' }, take: 1 },
} satisfies Prisma.SessionNoteSelect;

export const nothing: LoadedNote = {
  noteId: null,
  authorId: null,
  savedAt: null,
  signedAt: null,
  record: noNote,
  entries: [],
  apart: [],
  share: null,
};

type Reader = { db: Pick<Tx, 'sessionNote'>; vault: PracticeVault; practiceId: string };

/** One author's note of one session in one record. */
export async function loadNote(
  reader: Reader,
  { sessionId, clientId, authorId }: { sessionId: string; clientId: string; authorId: string },
): Promise<LoadedNote> {
  const notes = await loadNotes(reader, [{ sessionId, clientId }], authorId);
  return notes.get(keyOf(sessionId, clientId))?.[0] ?? nothing;
}

export const keyOf = (sessionId: string, clientId: string): string => `${sessionId} ${clientId}`;

/** Notes by session and record, each author's apart. Four queries for any number, and one for keys that are not at hand. */
export async function loadNotes(
  { db, vault, practiceId }: Reader,
  of: readonly { sessionId: string; clientId: string }[],
  authorId?: string,
): Promise<Map<string, LoadedNote[]>> {
  if (of.length === 0) return new Map();
  const rows = await db.sessionNote.findMany({
    where: {
      practiceId,
      sessionId: { in: [...new Set(of.map(({ sessionId }) => sessionId))] },
      clientId: { in: [...new Set(of.map(({ clientId }) => clientId))] },
      ...(authorId !== undefined && { authorId }),
    },
    select: columns,
    orderBy: [{ begunAt: 'asc' }, { id: 'asc' }],
  });
  await vault.loadKeys([...new Set(rows.map(({ clientId }) => clientId))]);
  const loaded = rows.map(async (row): Promise<[string, LoadedNote]> => {
    const { clientId } = row;
    const open = (place: ReturnType<typeof draftPlace>, sealed: Uint8Array | null) =>
      sealed === null ? '' : vault.open(clientId, place, sealed);
    const [words, entries, apart] = await Promise.all([
      open(draftPlace(row.id), row.wordsSealed),
      Promise.all(
        row.noteEntryAsNote.map(
          async ({ id, kind, saveKey, wordsSealed }): Promise<NoteEntry> => ({
            kind: kind as NoteEntry['kind'],
            saveKey,
            words: await open(entryPlace(id), wordsSealed),
          }),
        ),
      ),
      Promise.all(
        row.noteVersionAsNote.map(async ({ id, tabId, tabSeq, wordsSealed }) => ({
          id,
          tab: { id: tabId, seq: tabSeq },
          words: await open(versionPlace(id), wordsSealed),
        })),
      ),
    ]);
    const [share] = row.noteShareAsNote;
    const note: LoadedNote = {
      noteId: row.id,
      authorId: row.authorId,
      savedAt: row.savedAt,
      signedAt: row.signedAt,
      record: {
        state: row.state as NoteState,
        words,
        version: row.version,
        tab: { id: row.tabId, seq: row.tabSeq },
        apart,
        entries,
      },
      entries: row.noteEntryAsNote.map(({ id, authorId, writtenAt }) => ({ id, authorId, writtenAt })),
      apart: row.noteVersionAsNote.map(({ keptAt }) => ({ keptAt })),
      share: share ? { id: share.id, entries: share.entries, sharedAt: share.sharedAt } : null,
    };
    return [keyOf(row.sessionId, clientId), note];
  });
  const found = new Map<string, LoadedNote[]>();
  for (const [key, note] of await Promise.all(loaded)) found.set(key, [...(found.get(key) ?? []), note]);
  return found;
}
