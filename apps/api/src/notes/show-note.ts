import { localLabel, timeLabel } from '@heather/scheduling';
import type { Tx } from '../database.ts';
import { instantOf, localOn } from '../measures/instants.ts';
import { daysLate } from './decide-note.ts';
import type { LoadedNote } from './load-note.ts';
import type { ShownNote } from './shapes.ts';

type Around = { names: ReadonlyMap<string, string>; staffId: string; session: { startsAt: Date; zone: string } };

/** One note as its page shows it, in the wall clock of its session. */
export function showNote(note: LoadedNote, { names, staffId, session }: Around): ShownNote {
  const { zone } = session;
  const label = (at: Date) => localLabel(instantOf(at), zone);
  const { record } = note;
  return {
    state: record.state,
    words: record.words,
    version: record.version,
    noteId: note.noteId,
    author: note.authorId === null ? null : (names.get(note.authorId) ?? ''),
    isOwn: note.authorId === null || note.authorId === staffId,
    savedAt: note.savedAt && timeLabel(instantOf(note.savedAt), zone),
    daysLate: note.signedAt && daysLate(localOn(session.startsAt, zone), localOn(note.signedAt, zone)),
    entries: record.entries.map(({ kind, words }, index) => {
      const { id, authorId, writtenAt } = note.entries[index] as LoadedNote['entries'][number];
      return { id, kind, words, author: names.get(authorId) ?? '', when: label(writtenAt) };
    }),
    apart: record.apart.map(({ id, words }, index) => ({
      id,
      words,
      when: label((note.apart[index] as LoadedNote['apart'][number]).keptAt),
    })),
    share: note.share && { entries: note.share.entries, when: label(note.share.sharedAt) },
  };
}

/** Short names of whoever wrote these notes. One query. */
export async function authorNames(db: Pick<Tx, 'staffMember'>, practiceId: string, notes: readonly LoadedNote[]) {
  const ids = new Set(notes.flatMap(({ authorId, entries }) => [authorId, ...entries.map((entry) => entry.authorId)]));
  ids.delete(null);
  if (ids.size === 0) return new Map<string, string>();
  const rows = await db.staffMember.findMany({
    where: { practiceId, id: { in: [...ids] as string[] } },
    select: { id: true, shortName: true },
  });
  return new Map(rows.map(({ id, shortName }) => [id, shortName]));
}
