import { randomUUID } from 'node:crypto';
import { type Decision, fail } from '@heather/core';
import { lockName } from '@heather/database';
import { dateOf } from '../measures/instants.ts';
import type { StaffContext } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { type LoadedNote, loadNote } from './load-note.ts';
import { draftPlace, entryPlace, versionPlace } from './note-place.ts';
import { afterStep, type NoteEntry, type NoteRecord, type Step } from './note-record.ts';
import { reachToWrite, type WrittenSession } from './reach.ts';

type Of = { session: WrittenSession; note: LoadedNote };
export type Written = { noteId: string | null; record: NoteRecord; savedAt: Date | null; note: LoadedNote };

/**
 * One step of the caller's own note: load under its lock, decide, write what was decided.
 * @throws not-found · scheduling/not-begun · whatever `decide` refuses with
 */
export async function stepNote(
  ctx: StaffContext,
  given: { sessionId: string; clientId: string },
  decide: (record: NoteRecord) => Decision<Step>,
): Promise<Written> {
  const session = await reachToWrite(ctx, given);
  return ctx.write(async (tx) => {
    const note = await lockNote(tx, { ...given, authorId: ctx.actor.staffId });
    const decision = decide(note.record);
    if (!decision.ok) return fail(decision.code, decision.details);
    const step = decision.value;
    const noteId = await writeStep(tx, ctx.actor.staffId, { session, note }, step);
    const savedAt = step.kind === 'none' ? note.savedAt : dateOf(tx.now());
    return { noteId, record: afterStep(note.record, step), savedAt, note };
  });
}

/** Two pages that write one note do it one after the other, also before it has a row. */
async function lockNote(
  tx: WriteTransaction,
  of: { sessionId: string; clientId: string; authorId: string },
): Promise<LoadedNote> {
  await lockName(tx, `note:${of.sessionId}:${of.clientId}:${of.authorId}`);
  return loadNote({ db: tx, vault: tx.vault, practiceId: tx.practiceId }, of);
}

async function writeStep(tx: WriteTransaction, staffId: string, of: Of, step: Step): Promise<string | null> {
  const { practiceId } = tx;
  const { note, session } = of;
  const { clientId } = session;
  const now = dateOf(tx.now());
  if (step.kind === 'none') return note.noteId;
  const id = note.noteId ?? randomUUID();
  const where = { practiceId, id };
  const told = { subjectType: 'session-note', subjectId: id, clientId };

  if (step.kind === 'words' || step.kind === 'leave-out') {
    const isLeftOut = step.kind === 'leave-out';
    const data = {
      state: isLeftOut ? 'not-kept' : 'draft',
      wordsSealed: isLeftOut ? null : await tx.vault.seal(clientId, draftPlace(id), step.words),
      version: note.record.version + 1,
      tabId: step.tab.id,
      tabSeq: step.tab.seq,
      savedAt: now,
    };
    if (note.noteId === null) {
      const { id: sessionId, episodeId } = session;
      await tx.sessionNote.create({
        data: { practiceId, id, clientId, sessionId, episodeId, authorId: staffId, begunAt: now, ...data },
      });
    } else await tx.sessionNote.updateMany({ where, data });
    if (isLeftOut) await tx.audit('note.left-out', told);
    else if (note.noteId === null) await tx.audit('note.begun', told);
    if (step.kind === 'words' && step.setAside !== null) {
      await addVersion(tx, { id: randomUUID(), noteId: id, clientId, staffId }, step.setAside, step.tab, 'settled');
    }
    if (step.kind === 'words' && step.settles !== null) {
      await settle(tx, step.settles);
      await tx.audit('note.version-chosen', told);
    }
  } else if (step.kind === 'apart') {
    if (step.isNew) {
      await addVersion(tx, { id: step.id, noteId: id, clientId, staffId }, step.words, step.tab, 'open');
    } else {
      const wordsSealed = await tx.vault.seal(clientId, versionPlace(step.id), step.words);
      const data = { wordsSealed, tabSeq: step.tab.seq, keptAt: now };
      await tx.noteVersion.updateMany({ where: { practiceId, id: step.id }, data });
    }
  } else if (step.kind === 'settle') {
    await settle(tx, step.id);
    await tx.audit('note.version-chosen', told);
    if (step.entry) await addEntry(tx, { noteId: id, clientId, staffId }, step.entry, note.entries.length + 1);
  } else if (step.kind === 'sign') {
    await addEntry(tx, { noteId: id, clientId, staffId }, step.entry, 1);
    // What was weighed while writing does not outlive the signature.
    await tx.noteVersion.updateMany({
      where: { practiceId, noteId: id, state: 'settled' },
      data: { wordsSealed: null },
    });
    const data = { state: 'signed', wordsSealed: null, signedAt: now, version: note.record.version + 1 };
    const { count } = await tx.sessionNote.updateMany({
      where: { ...where, state: 'draft', version: note.record.version },
      data,
    });
    if (count === 0) fail('conflict');
    await tx.audit('note.signed', told);
  } else {
    await addEntry(tx, { noteId: id, clientId, staffId }, step.entry, note.entries.length + 1);
  }
  return id;
}

type Owner = { noteId: string; clientId: string; staffId: string };

async function addVersion(
  tx: WriteTransaction,
  { id, ...owner }: Owner & { id: string },
  words: string,
  tab: { id: string; seq: number },
  state: 'open' | 'settled',
): Promise<void> {
  const now = dateOf(tx.now());
  const wordsSealed = await tx.vault.seal(owner.clientId, versionPlace(id), words);
  const settledAt = state === 'settled' ? now : null;
  await tx.noteVersion.create({
    data: {
      practiceId: tx.practiceId,
      id,
      ...owner,
      state,
      wordsSealed,
      tabId: tab.id,
      tabSeq: tab.seq,
      keptAt: now,
      settledAt,
    },
  });
}

async function settle(tx: WriteTransaction, id: string): Promise<void> {
  const data = { state: 'settled', settledAt: dateOf(tx.now()) };
  await tx.noteVersion.updateMany({ where: { practiceId: tx.practiceId, id, state: 'open' }, data });
}

async function addEntry(
  tx: WriteTransaction,
  { noteId, clientId, staffId }: Owner,
  { kind, words, saveKey }: NoteEntry,
  ordinal: number,
): Promise<void> {
  const id = randomUUID();
  const wordsSealed = await tx.vault.seal(clientId, entryPlace(id), words);
  const writtenAt = dateOf(tx.now());
  const { practiceId } = tx;
  await tx.noteEntry.create({
    data: { practiceId, id, noteId, clientId, authorId: staffId, ordinal, kind, wordsSealed, saveKey, writtenAt },
  });
  if (kind === 'addendum') {
    await tx.audit('note.addendum-added', { subjectType: 'session-note', subjectId: noteId, clientId });
  }
}
