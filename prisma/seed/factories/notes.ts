import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

type SessionLike = { id: string; practiceId: string; episodeId: string; endsAt: string | Date };

type NoteWords = {
  /** The draft's, or what was signed; left out for a session without a note on purpose. */
  words?: string;
  /** After the signature, each a day later than the one before. */
  addenda?: readonly string[];
  /** Draft words of the same author that were kept beside these. */
  apart?: string;
  /** So many entries that the client may read. */
  shared?: number;
};

/** One session's note in one person's record, by one author: signed an hour after the session unless `state` says otherwise. */
export function makeNote(
  ground: Ground,
  session: SessionLike,
  client: { id: string },
  author: { id: string },
  { words = '', addenda = [], apart, shared, ...overrides }: Overrides<'sessionNote'> & NoteWords = {},
): Row<'sessionNote'> {
  const state = overrides.state ?? 'signed';
  const begunAt = overrides.begunAt ?? stamp(instantFrom(session.endsAt).add({ minutes: 10 }));
  const savedAt = overrides.savedAt ?? overrides.signedAt ?? stamp(instantFrom(begunAt).add({ minutes: 50 }));
  const own = { practiceId: session.practiceId, clientId: client.id };
  const id = overrides.id ?? ground.id(instantFrom(begunAt));
  const note = ground.add('sessionNote', {
    ...own,
    sessionId: session.id,
    episodeId: session.episodeId,
    authorId: author.id,
    state,
    wordsSealed: state === 'draft' ? { clear: words, clientId: client.id } : null,
    version: state === 'signed' ? 4 : 3,
    tabId: ground.id(),
    tabSeq: 3,
    begunAt,
    savedAt,
    signedAt: state === 'signed' ? savedAt : null,
    ...overrides,
    id,
  });
  const entries = state === 'signed' ? [words, ...addenda] : [];
  entries.forEach((clear, index) => {
    const writtenAt = instantFrom(savedAt).add({ hours: 24 * index });
    ground.add('noteEntry', {
      ...own,
      id: ground.id(writtenAt),
      noteId: id,
      authorId: author.id,
      ordinal: index + 1,
      kind: index === 0 ? 'signed' : 'addendum',
      wordsSealed: { clear, clientId: client.id },
      saveKey: ground.id(),
      writtenAt: stamp(writtenAt),
    });
  });
  if (apart !== undefined) {
    // Chosen from before the signature: then its words are gone.
    const isOpen = state === 'draft';
    ground.add('noteVersion', {
      ...own,
      id: ground.id(instantFrom(savedAt)),
      noteId: id,
      staffId: author.id,
      state: isOpen ? 'open' : 'settled',
      wordsSealed: isOpen ? { clear: apart, clientId: client.id } : null,
      tabId: ground.id(),
      tabSeq: 1,
      keptAt: savedAt,
      settledAt: isOpen ? null : savedAt,
    });
  }
  if (shared !== undefined) makeNoteShare(ground, note, author, { entries: shared });
  return note;
}

/** A signed note given to the client to read. */
export function makeNoteShare(
  ground: Ground,
  note: { id: string; practiceId: string; clientId: string; savedAt: string | Date },
  by: { id: string },
  overrides: Overrides<'noteShare'> = {},
): Row<'noteShare'> {
  const sharedAt = overrides.sharedAt ?? stamp(instantFrom(note.savedAt).add({ hours: 2 }));
  return ground.add('noteShare', {
    practiceId: note.practiceId,
    noteId: note.id,
    clientId: note.clientId,
    staffId: by.id,
    entries: 1,
    ...overrides,
    sharedAt,
    id: overrides.id ?? ground.id(instantFrom(sharedAt)),
  });
}

/** What a therapist thinks for themselves about the work with one client. */
export function makeProcessNote(
  ground: Ground,
  subject: { practiceId: string; episodeId: string; clientId: string },
  author: { id: string },
  words: string,
  overrides: Overrides<'processNote'> = {},
): Row<'processNote'> {
  const writtenAt = overrides.writtenAt ?? stamp(ground.now);
  const tab = ground.id();
  return ground.add('processNote', {
    ...subject,
    staffId: author.id,
    wordsSealed: { clear: words, clientId: subject.clientId },
    openedByTab: tab,
    tabId: tab,
    tabSeq: 1,
    savedAt: writtenAt,
    ...overrides,
    writtenAt,
    id: overrides.id ?? ground.id(instantFrom(writtenAt)),
  });
}

/** Headings of one's own to write under. */
export function makeNoteTemplate(
  ground: Ground,
  staff: { id: string; practiceId: string },
  name: string,
  headings: readonly string[],
  overrides: Overrides<'noteTemplate'> = {},
): Row<'noteTemplate'> {
  return ground.add('noteTemplate', {
    practiceId: staff.practiceId,
    staffId: staff.id,
    name,
    headings: [...headings],
    createdAt: stamp(ground.now.subtract({ hours: 24 * 90 })),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}
