import { type Decision, decided, refused } from '@heather/core';
import { isBlank, type NoteRecord, type Step, type Tab } from './note-record.ts';

/** newest: what is kept stays. apart: the other words take its place. both: one after the other. addendum: the other words are added to what is signed. */
export const choices = ['newest', 'apart', 'both', 'addendum'] as const;
export type Choice = (typeof choices)[number];

/**
 * The author chooses between the newest words and others that were kept apart. Chosen again it is the same.
 * @param given.version the newest words that the author looked at
 * @throws never; refuses with conflict, note/locked, note/wrong-state
 */
export function decideChoice(
  record: NoteRecord,
  given: { apartId: string; choice: Choice; version: number; tab: Tab; saveKey: string },
): Decision<Step> {
  const found = record.apart.find(({ id }) => id === given.apartId);
  if (!found) return decided({ kind: 'none' });
  if (record.version !== given.version) return refused('conflict');
  const { apartId, choice, tab } = given;
  if (choice === 'newest') return decided({ kind: 'settle', id: apartId, entry: null });
  if (choice === 'addendum') {
    if (record.state !== 'signed') return refused('note/wrong-state');
    const entry = { kind: 'addendum' as const, words: found.words, saveKey: given.saveKey };
    return decided({ kind: 'settle', id: apartId, entry });
  }
  if (record.state === 'signed') return refused('note/locked');
  const words = choice === 'apart' || isBlank(record.words) ? found.words : `${record.words}\n\n${found.words}`;
  const setAside = choice === 'apart' && !isBlank(record.words) ? record.words : null;
  return decided({ kind: 'words', words, tab, setAside, settles: apartId });
}

/** Locks the newest words. Nothing that was kept apart may still wait. Said again by whoever signed it, it is the same. */
export function decideSign(record: NoteRecord, given: { version: number; saveKey: string }): Decision<Step> {
  if (record.state === 'signed') {
    return record.entries[0]?.saveKey === given.saveKey ? decided({ kind: 'none' }) : refused('note/locked');
  }
  if (record.state !== 'draft' || isBlank(record.words)) return refused('note/nothing-written');
  if (record.version !== given.version) return refused('conflict');
  if (record.apart.length > 0) return refused('note/two-versions');
  return decided({ kind: 'sign', entry: { kind: 'signed', words: record.words, saveKey: given.saveKey } });
}

/**
 * Dated words after what is signed. The same `saveKey` adds them once; other words under it were typed after an answer that was lost,
 * and are refused rather than taken for those: the page sends them under a key of their own.
 */
export function decideAddendum(record: NoteRecord, given: { words: string; saveKey: string }): Decision<Step> {
  if (record.state !== 'signed') return refused('note/wrong-state');
  const there = record.entries.find(({ saveKey }) => saveKey === given.saveKey);
  if (there) return there.words === given.words ? decided({ kind: 'none' }) : refused('conflict');
  if (isBlank(given.words)) return refused('note/nothing-written');
  return decided({ kind: 'addendum', entry: { kind: 'addendum', ...given } });
}

/** This session has no note in this record, on purpose: it is off the list of what is unfinished. Writing one takes that back. */
export function decideLeaveOut(record: NoteRecord, tab: Tab): Decision<Step> {
  if (record.state === 'not-kept') return decided({ kind: 'none' });
  if (record.state === 'signed') return refused('note/locked');
  if (!isBlank(record.words) || record.apart.length > 0) return refused('note/has-words');
  return decided({ kind: 'leave-out', tab });
}

export type ShareStep = { kind: 'none' } | { kind: 'share'; entries: number; endsOpen: boolean } | { kind: 'end' };

/**
 * What the client may read of it: the signed words and the first addenda, `entries` in all, or nothing. Only what is signed is
 * shared, and an addendum is not shared by being written.
 * @param open how many entries the open share holds, null when it is not shared
 */
export function decideShare(record: NoteRecord, open: number | null, entries: number | null): Decision<ShareStep> {
  if (entries === null) return decided(open === null ? { kind: 'none' } : { kind: 'end' });
  if (record.state !== 'signed') return refused('note/wrong-state');
  if (entries < 1 || entries > record.entries.length) return refused('conflict');
  if (open === entries) return decided({ kind: 'none' });
  return decided({ kind: 'share', entries, endsOpen: open !== null });
}

/**
 * A note signed more than this many days after its session says so. Three lets a Friday's session be written up on Monday; records
 * are to be made while the memory is fresh (HCPC: "as soon as possible").
 */
export const lateAfterDays = 3;

/** How many days after its session a note was signed, when that is late; else null. Local dates, YYYY-MM-DD. */
export function daysLate(sessionOn: string, signedOn: string): number | null {
  const days = Temporal.PlainDate.from(sessionOn).until(Temporal.PlainDate.from(signedOn)).days;
  return days > lateAfterDays ? days : null;
}
