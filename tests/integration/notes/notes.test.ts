import { runAs } from '@heather/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from '../measures/world.ts';
import { key, type NotesWorld, openNotesWorld, openTab } from './world.ts';

let world: NotesWorld;
beforeAll(async () => {
  world = await openNotesWorld();
});
afterAll(() => world?.close());

const random = '00000000-0000-4000-8000-00000000abcd';
type Staff = Awaited<ReturnType<NotesWorld['as']>>;
let therapist: Staff;
beforeEach(async () => {
  therapist = await world.as(world.therapist);
});

const [first, second, third, fourth] = [0, 1, 2, 3];
const noteOf = (index: number) =>
  world.of(world.today[index] as { id: string }, world.clients[index] as { id: string });

describe('a session’s note', () => {
  test('is kept as it is typed, read again, signed once, and added to with a date', async () => {
    const of = noteOf(first);
    const tab = openTab();
    expect((await therapist.notes.get(of)).note).toMatchObject({ state: 'none', version: 0, noteId: null });
    const one = await therapist.notes.save({ ...of, ...tab(), baseVersion: 0, words: 'Spoke of the move.' });
    expect(one).toEqual({ state: 'draft', version: 1, isNewest: true, savedAt: '18:00' });
    world.server.advance({ minutes: 3 });
    const two = await therapist.notes.save({
      ...of,
      ...tab(),
      baseVersion: 1,
      words: 'Spoke of the move. Slept badly.',
    });
    expect(two).toMatchObject({ version: 2, savedAt: '18:03' });
    const saveKey = key();
    const signing = () => therapist.notes.sign({ ...of, version: 2, saveKey });
    expect(await signing()).toEqual({ state: 'signed', version: 3 });
    // Pressed twice, and once more after the answer was lost.
    expect(await signing()).toEqual({ state: 'signed', version: 3 });
    expect(await refusal(therapist.notes.sign({ ...of, version: 3, saveKey: key() }))).toBe('note/locked');
    const added = { ...of, words: 'It was the flat, not the house.', saveKey: key() };
    await therapist.notes.addendum(added);
    await therapist.notes.addendum(added);
    const { note } = await therapist.notes.get(of);
    expect(note.entries.map(({ kind, words }) => [kind, words])).toEqual([
      ['signed', 'Spoke of the move. Slept badly.'],
      ['addendum', 'It was the flat, not the house.'],
    ]);
    expect(note).toMatchObject({ state: 'signed', words: '', daysLate: null, isOwn: true, author: 'Tomos H.' });
    expect(note.entries[1]?.when).toBe('Monday 23 November, 18:03');
  });

  test('waits for its session to begin, has words before it is signed, and says when it was written late', async () => {
    const ahead = world.of(world.toCome, world.clients[first] as { id: string });
    const early = { ...ahead, ...openTab()(), baseVersion: 0, words: 'Too early.' };
    expect(await refusal(therapist.notes.save(early))).toBe('scheduling/not-begun');
    const of = world.of(world.earlier, world.clients[first] as { id: string });
    expect(await refusal(therapist.notes.sign({ ...of, version: 0, saveKey: key() }))).toBe('note/nothing-written');
    await therapist.notes.save({ ...of, ...openTab()(), baseVersion: 0, words: 'Written at last.' });
    await therapist.notes.sign({ ...of, version: 1, saveKey: key() });
    expect((await therapist.notes.get(of)).note.daysLate).toBe(13);
  });

  test('written in two tabs has two versions, side by side, until its author chooses; it cannot be signed before', async () => {
    const of = noteOf(second);
    const [a, b] = [openTab(), openTab()];
    await therapist.notes.save({ ...of, ...a(), baseVersion: 0, words: 'From the desk.' });
    const stale = await therapist.notes.save({ ...of, ...b(), baseVersion: 0, words: 'From the train.' });
    expect(stale).toMatchObject({ version: 1, isNewest: false });
    await therapist.notes.save({ ...of, ...b(), baseVersion: 0, words: 'From the train, longer.' });
    const { note } = await therapist.notes.get(of);
    expect(note.words).toBe('From the desk.');
    expect(note.apart.map(({ words }) => words)).toEqual(['From the train, longer.']);
    expect(await refusal(therapist.notes.sign({ ...of, version: 1, saveKey: key() }))).toBe('note/two-versions');
    const apartId = note.apart[0]?.id as string;
    const choosing = { ...of, ...b(), apartId, version: 1, choice: 'both' as const, saveKey: key() };
    expect(await refusal(therapist.notes.choose({ ...choosing, version: 7 }))).toBe('conflict');
    const chosen = await therapist.notes.choose(choosing);
    expect(chosen.words).toBe('From the desk.\n\nFrom the train, longer.');
    expect((await therapist.notes.get(of)).note.apart).toEqual([]);
    await therapist.notes.sign({ ...of, version: chosen.version, saveKey: key() });
    // What a third tab still held comes after the signature: kept, and offered as an addendum.
    const late = await therapist.notes.save({
      ...of,
      ...openTab()(),
      baseVersion: 1,
      words: 'Forgotten in a third tab.',
    });
    expect(late).toMatchObject({ state: 'signed', isNewest: false });
    const after = (await therapist.notes.get(of)).note;
    const add = { ...of, ...b(), apartId: after.apart[0]?.id as string, version: after.version, saveKey: key() };
    expect(await refusal(therapist.notes.choose({ ...add, choice: 'apart' }))).toBe('note/locked');
    await therapist.notes.choose({ ...add, choice: 'addendum' });
    expect((await therapist.notes.get(of)).note.entries.map(({ words }) => words)).toEqual([
      'From the desk.\n\nFrom the train, longer.',
      'Forgotten in a third tab.',
    ]);
    const kept = await world.rows('SELECT state, words_sealed IS NULL AS emptied FROM note_version ORDER BY kept_at');
    expect(kept.every(({ state }) => state === 'settled')).toBe(true);
  });

  test('raced by ten tabs keeps every tab’s words, and is begun once', async () => {
    const of = noteOf(third);
    const words = Array.from({ length: 10 }, (_, index) => `Tab number ${index} says so.`);
    await Promise.all(
      words.map((each) => therapist.notes.save({ ...of, ...openTab()(), baseVersion: 0, words: each })),
    );
    const { note } = await therapist.notes.get(of);
    expect([note.words, ...note.apart.map((each) => each.words)].sort()).toEqual(words.toSorted());
    const begun = await world.rows("SELECT 1 FROM audit_event WHERE type = 'note.begun' AND subject_id = $1", [
      note.noteId,
    ]);
    expect(begun).toHaveLength(1);
  });

  test('may be left out on purpose, and written after all', async () => {
    const of = noteOf(fourth);
    expect(await therapist.notes.leaveOut({ ...of, ...openTab()() })).toMatchObject({ state: 'not-kept' });
    const { version } = (await therapist.notes.get(of)).note;
    await therapist.notes.save({ ...of, ...openTab()(), baseVersion: version, words: 'After all.' });
    expect((await therapist.notes.get(of)).note).toMatchObject({ state: 'draft', words: 'After all.' });
    expect(await refusal(therapist.notes.leaveOut({ ...of, ...openTab()() }))).toBe('note/has-words');
  });

  test('is one a person: what stands in Sam’s record is not in Dee’s, nor under Dee’s key', async () => {
    const [sam, dee] = [0, 1].map((index) => world.couple[index] as { id: string }) as [{ id: string }, { id: string }];
    const tab = openTab();
    await therapist.notes.save({ ...world.of(world.together, sam), ...tab(), baseVersion: 0, words: 'Sam is afraid.' });
    const { note, together } = await therapist.notes.get(world.of(world.together, dee));
    expect(note.state).toBe('none');
    expect(together.map(({ firstName }) => firstName)).toEqual(['Sam']);
    const [row] = await world.rows(
      "SELECT client_id, encode(words_sealed, 'escape') AS kept FROM session_note WHERE client_id = $1",
      [sam.id],
    );
    expect(row?.kept).not.toContain('afraid');
    expect(await world.rows('SELECT 1 FROM session_note WHERE client_id = $1', [dee.id])).toEqual([]);
  });
});

describe('who reaches notes', () => {
  test('nobody without the course: another therapist, a supervisor, the lead; the desk may not ask', async () => {
    const of = noteOf(first);
    const [note] = await world.rows('SELECT id FROM session_note WHERE session_id = $1', [of.sessionId]);
    const colleague = await world.as(world.colleague);
    for (const asked of [of, { ...of, sessionId: random }, { ...of, clientId: random }]) {
      expect(await refusal(colleague.notes.get(asked))).toBe('not-found');
      expect(await refusal(colleague.notes.save({ ...asked, ...openTab()(), baseVersion: 0, words: 'x' }))).toBe(
        'not-found',
      );
    }
    for (const noteId of [note?.id as string, random])
      expect(await refusal(colleague.notes.share({ noteId, entries: 1 }))).toBe('not-found');
    // A session of one's own and a client of one's own that do not belong together are no note either.
    const mixed = world.of(world.today[second] as { id: string }, world.clients[first] as { id: string });
    expect(await refusal(therapist.notes.get(mixed))).toBe('not-found');
    expect(await refusal((await world.as(world.lead)).notes.ofClient({ clientId: of.clientId, before: null }))).toBe(
      'not-found',
    );
    for (const staff of [world.manager, world.frontDesk, world.supervisor]) {
      const caller = await world.as(staff);
      expect(await refusal(caller.notes.get(of))).toBe('forbidden');
      expect(await refusal(caller.notes.ofClient({ clientId: of.clientId, before: null }))).toBe('forbidden');
      expect(await refusal(caller.notes.unfinished())).toBe('forbidden');
      expect(await refusal(caller.notes.day({ on: null }))).toBe('forbidden');
      expect(await refusal(caller.notes.process({ clientId: of.clientId, before: null }))).toBe('forbidden');
    }
  });

  test('a broken glass opens session notes to read for its hour, and no process note', async () => {
    const of = noteOf(first);
    const { clientId } = of;
    await therapist.notes.keepProcess({
      clientId,
      processNoteId: null,
      ...openTab()(),
      baseVersion: 0,
      words: 'My own unease.',
    });
    const expiresAt = await world.breakGlass({ id: clientId });
    const lead = await world.as(world.lead);
    expect((await lead.notes.get(of)).others.map(({ entries }) => entries[0]?.words)).toEqual([
      'Spoke of the move. Slept badly.',
    ]);
    expect((await lead.notes.ofClient({ clientId, before: null })).mayWrite).toBe(false);
    expect(await refusal(lead.notes.save({ ...of, ...openTab()(), baseVersion: 0, words: 'x' }))).toBe('forbidden');
    expect(await refusal(lead.notes.process({ clientId, before: null }))).toBe('forbidden');
    const [read] = await world.rows('SELECT purpose FROM clinical_read WHERE staff_id = $1', [world.lead.id]);
    expect(read?.purpose).toBe('break-glass');
    // In the database too: its row-level security has a way for the lead to the client, and none to the process note.
    const actor = { kind: 'staff' as const, practiceId: world.practiceId, staffId: world.lead.id };
    const counts = await runAs(actor, () =>
      Promise.all([
        world.db.web.prisma.noteEntry.count(),
        world.db.web.prisma.processNote.count(),
        world.db.web.prisma.noteVersion.count(),
      ]),
    );
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts.slice(1)).toEqual([0, 0]);
    const now = world.server.shell.now();
    world.server.advance(now.until(expiresAt.add({ minutes: 1 })));
    expect(await refusal((await world.as(world.lead)).notes.get(of))).toBe('not-found');
    world.server.advance(expiresAt.add({ minutes: 1 }).until(now));
  });

  test('whoever covers reads them, writes a note of their own, and never in another’s', async () => {
    await world.cover();
    const of = noteOf(fourth);
    const colleague = await world.as(world.colleague);
    const seen = await colleague.notes.get(of);
    expect(seen.others).toMatchObject([{ state: 'draft', words: 'After all.', isOwn: false }]);
    expect(seen.note.state).toBe('none');
    await colleague.notes.save({ ...of, ...openTab()(), baseVersion: 0, words: 'I held this session.' });
    await colleague.notes.sign({ ...of, version: 1, saveKey: key() });
    const { note, others } = await therapist.notes.get(of);
    expect(note.words).toBe('After all.');
    expect(others.map(({ author, entries }) => [author, entries[0]?.words])).toEqual([
      ['Leila C.', 'I held this session.'],
    ]);
    expect((await colleague.notes.process({ clientId: of.clientId, before: null })).notes).toEqual([]);
    expect((await colleague.notes.unfinished()).rows.every(({ clientId }) => clientId !== of.clientId)).toBe(true);
  });
});

describe('the database itself', () => {
  const asTherapist = () => ({ kind: 'staff' as const, practiceId: world.practiceId, staffId: world.therapist.id });

  test('never changes or removes what was signed, nor lets a signed note open again', async () => {
    await expect(world.rows("UPDATE note_entry SET kind = 'signed'")).rejects.toThrow('never changed or removed');
    await expect(world.rows('DELETE FROM note_entry')).rejects.toThrow('never changed or removed');
    await expect(
      world.rows("UPDATE session_note SET state = 'draft', signed_at = NULL WHERE state = 'signed'"),
    ).rejects.toThrow('a signed note is never changed');
  });

  test('takes no note in another’s name, and lets nobody change another’s draft', async () => {
    const of = noteOf(first);
    const [note] = await world.rows('SELECT id, episode_id FROM session_note WHERE session_id = $1', [of.sessionId]);
    const forged = runAs(asTherapist(), () =>
      world.db.web.prisma.sessionNote.create({
        data: {
          practiceId: world.practiceId,
          ...of,
          episodeId: note?.episode_id,
          authorId: world.colleague.id,
          state: 'not-kept',
          tabId: random,
          tabSeq: 1,
          begunAt: new Date(),
          savedAt: new Date(),
        },
      }),
    );
    await expect(forged).rejects.toThrow();
    const colleague = { ...asTherapist(), staffId: world.colleague.id };
    const { count } = await runAs(colleague, () =>
      world.db.web.prisma.sessionNote.updateMany({ where: { authorId: world.therapist.id }, data: { version: 99 } }),
    );
    expect(count).toBe(0);
  });

  test('keeps headings and versions apart from everybody but their author', async () => {
    await therapist.notes.keepTemplate({ templateId: null, name: 'Usual', headings: ['Brought', 'Agreed'] });
    const colleague = { ...asTherapist(), staffId: world.colleague.id };
    const counts = (actor: typeof colleague) =>
      runAs(actor, () =>
        Promise.all([world.db.web.prisma.noteTemplate.count(), world.db.web.prisma.noteVersion.count()]),
      );
    expect(await counts(colleague)).toEqual([0, 0]);
    expect((await counts(asTherapist())).every((count) => count > 0)).toBe(true);
  });
});

describe('sharing with the client', () => {
  test('shows what was shared and no more, says since when, and ends at once', async () => {
    const of = noteOf(first);
    const client = await world.asClient({ id: of.clientId });
    expect((await client.notes.mine()).notes).toEqual([]);
    const { note } = await therapist.notes.get(of);
    const noteId = note.noteId as string;
    expect(await refusal(therapist.notes.share({ noteId, entries: 3 }))).toBe('conflict');
    await Promise.all([1, 2, 3].map(() => therapist.notes.share({ noteId, entries: 1 })));
    const [shown] = (await client.notes.mine()).notes;
    expect(shown?.entries.map(({ words }) => words)).toEqual(['Spoke of the move. Slept badly.']);
    expect(shown).toMatchObject({ by: 'Tomos', sharedOn: 'Monday 23 November 2026' });
    // Row-level security holds the addendum back as well, whatever is asked.
    const actor = { kind: 'client' as const, practiceId: world.practiceId, clientId: of.clientId };
    const entries = () => runAs(actor, () => world.db.web.prisma.noteEntry.count());
    expect(await entries()).toBe(1);
    await therapist.notes.share({ noteId, entries: 2 });
    expect((await client.notes.mine()).notes[0]?.entries).toHaveLength(2);
    expect((await therapist.notes.get(of)).note.share?.entries).toBe(2);
    await therapist.notes.share({ noteId, entries: null });
    expect((await client.notes.mine()).notes).toEqual([]);
    expect(await entries()).toBe(0);
    const kinds = await world.rows(
      "SELECT type FROM audit_event WHERE subject_id = $1 AND type LIKE 'note.%shared' ORDER BY seq",
      [noteId],
    );
    expect(kinds.map(({ type }) => type)).toEqual(['note.shared', 'note.shared', 'note.unshared']);
  });

  test('a draft is not shared, and another client reads nothing', async () => {
    const draft = await world.rows("SELECT id FROM session_note WHERE state = 'draft' LIMIT 1");
    expect(await refusal(therapist.notes.share({ noteId: draft[0]?.id as string, entries: 1 }))).toBe(
      'note/wrong-state',
    );
    const { note } = await therapist.notes.get(noteOf(first));
    await therapist.notes.share({ noteId: note.noteId as string, entries: 1 });
    expect((await (await world.asClient(world.theirs)).notes.mine()).notes).toEqual([]);
  });
});

describe('a process note', () => {
  test('is its author’s alone; words of a page that fell behind become a note beside it', async () => {
    const clientId = (world.clients[second] as { id: string }).id;
    const [a, b] = [openTab(), openTab()];
    const blank = { clientId, processNoteId: null, baseVersion: 0 };
    const one = await therapist.notes.keepProcess({ ...blank, ...a(), words: 'Why am I so careful here?' });
    const again = await therapist.notes.keepProcess({ ...blank, ...a(), words: 'Why am I so careful with her?' });
    expect(again).toMatchObject({ processNoteId: one.processNoteId, version: 2, isNewest: true });
    const processNoteId = one.processNoteId as string;
    const behind = await therapist.notes.keepProcess({
      clientId,
      processNoteId,
      baseVersion: 1,
      ...b(),
      words: 'From the train.',
    });
    expect(behind.isNewest).toBe(false);
    expect(behind.processNoteId).not.toBe(processNoteId);
    const { notes } = await therapist.notes.process({ clientId, before: null });
    expect(notes.map(({ words }) => words).sort()).toEqual(['From the train.', 'Why am I so careful with her?']);
    const other = { clientId, processNoteId: random, baseVersion: 0, ...b(), words: 'x' };
    expect(await refusal(therapist.notes.keepProcess(other))).toBe('not-found');
    const events = await world.rows("SELECT 1 FROM audit_event WHERE type = 'process-note.kept' AND client_id = $1", [
      clientId,
    ]);
    expect(events).toHaveLength(2);
  });
});

describe('the day and what is unfinished', () => {
  test('the day shows each session with its notes, what each outcome costs, and the next time', async () => {
    const { sessions, toCome, label } = await therapist.notes.day({ on: null });
    expect(label).toBe('Monday 23 November');
    expect(toCome).toBe(0);
    expect(sessions).toHaveLength(5);
    expect(sessions[0]?.next).toBe('Monday 30 November, 09:00');
    expect(sessions[4]?.outcomes).toEqual([
      { outcome: 'attended', feeDuePence: 7500 },
      { outcome: 'did-not-attend', feeDuePence: 7500 },
      { outcome: 'cancelled-by-us', feeDuePence: 0 },
    ]);
    expect(sessions[4]?.people.map(({ firstName, note }) => [firstName, note.state])).toEqual([
      ['Dee', 'none'],
      ['Sam', 'draft'],
    ]);
    expect((await therapist.notes.day({ on: '2026-11-22' })).sessions).toEqual([]);
    // A day to come is today: nothing can be said about it.
    expect((await therapist.notes.day({ on: '2027-01-01' })).on).toBe('2026-11-23');
  });

  test('what is unfinished is one’s own, oldest first, and gone when it is written', async () => {
    const states = async () =>
      (await therapist.notes.unfinished()).rows.map(({ name, state }) => `${name} ${state}`).sort();
    expect(await states()).toEqual(['Dee T. unrecorded', 'Joel C. draft', 'Marek C. draft', 'Sam T. draft']);
    const dee = world.of(world.together, world.couple[1] as { id: string });
    const { version } = world.together as { version?: number };
    await therapist.scheduling.recordAttendance({
      sessionId: world.together.id,
      version: version ?? 1,
      outcome: 'attended',
      beganLateMinutes: null,
    });
    expect(await states()).toContain('Dee T. missing');
    await therapist.notes.leaveOut({ ...dee, ...openTab()() });
    expect(await states()).not.toContain('Dee T. missing');
    expect((await (await world.as(world.colleague)).notes.unfinished()).rows.map(({ name }) => name)).toEqual([
      'Olwen E.',
    ]);
  });

  test('the trail tells the desk nothing of notes', async () => {
    const types = async (staff: { id: string }) =>
      (await (await world.as(staff)).audit.list({})).map(({ type }) => type).filter((type) => type.includes('note'));
    expect(await types(world.manager)).toEqual([]);
    expect((await types(world.therapist)).length).toBeGreaterThan(0);
  });

  test('reading is noted', async () => {
    const rows = await world.rows(
      "SELECT DISTINCT subject_type FROM clinical_read WHERE subject_type LIKE '%note' ORDER BY 1",
    );
    expect(rows.map(({ subject_type }) => subject_type)).toEqual(['process-note', 'session-note']);
  });
});
