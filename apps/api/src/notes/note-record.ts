/** One page in which a note is open, and how many times it has sent its words: a later one of the same page takes the earlier's place. */
export type Tab = { id: string; seq: number };

export type NoteState = 'none' | 'draft' | 'not-kept' | 'signed';

/** Words that came from a page which had not seen the newest ones. Kept beside them until the author has chosen. */
export type Apart = { id: string; tab: Tab; words: string };

export type NoteEntry = { kind: 'signed' | 'addendum'; words: string; saveKey: string };

/** A session's note in one person's record, whole. `words` are the draft's and empty otherwise; signed words stand in `entries`. */
export type NoteRecord = {
  state: NoteState;
  words: string;
  /** Counts each change of the newest words; 0 before there are any. */
  version: number;
  tab: Tab | null;
  /** Those not yet chosen from. */
  apart: readonly Apart[];
  entries: readonly NoteEntry[];
};

/** What one step does to the rows. The shell writes exactly this; `none` writes nothing. */
export type Step =
  | { kind: 'none' }
  | { kind: 'words'; words: string; tab: Tab; setAside: string | null; settles: string | null }
  | { kind: 'apart'; id: string; tab: Tab; words: string; isNew: boolean }
  | { kind: 'settle'; id: string; entry: NoteEntry | null }
  | { kind: 'sign'; entry: NoteEntry }
  | { kind: 'addendum'; entry: NoteEntry }
  | { kind: 'leave-out'; tab: Tab };

export const noNote: NoteRecord = { state: 'none', words: '', version: 0, tab: null, apart: [], entries: [] };

export const isBlank = (words: string): boolean => words.trim() === '';

/** The record after a step. Words that a step sets aside are the caller's to keep until the note is signed. */
export function afterStep(record: NoteRecord, step: Step): NoteRecord {
  const without = (id: string | null) => record.apart.filter((each) => each.id !== id);
  switch (step.kind) {
    case 'none':
      return record;
    case 'words':
      return {
        ...record,
        state: 'draft',
        words: step.words,
        tab: step.tab,
        version: record.version + 1,
        apart: without(step.settles),
      };
    case 'apart':
      return { ...record, apart: [...without(step.id), { id: step.id, tab: step.tab, words: step.words }] };
    case 'settle':
      return {
        ...record,
        apart: without(step.id),
        entries: step.entry ? [...record.entries, step.entry] : record.entries,
      };
    case 'sign':
      return { ...record, state: 'signed', words: '', version: record.version + 1, entries: [step.entry] };
    case 'addendum':
      return { ...record, entries: [...record.entries, step.entry] };
    case 'leave-out':
      return { ...record, state: 'not-kept', words: '', tab: step.tab, version: record.version + 1 };
  }
}
