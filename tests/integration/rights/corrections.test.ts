import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal } from '../measures/world.ts';
import { key, type NotesWorld, openNotesWorld, openTab } from '../notes/world.ts';

let world: NotesWorld;
let amira: { id: string };
let noteId: string;
beforeAll(async () => {
  world = await openNotesWorld();
  amira = world.clients[0] as { id: string };
  const tomos = await world.as(world.therapist);
  const of = world.of(world.today[0] as { id: string }, amira);
  const { version } = await tomos.notes.save({ ...of, ...openTab()(), baseVersion: 0, words: 'Moved here in May.' });
  await tomos.notes.sign({ ...of, version, saveKey: key() });
  noteId = (await tomos.notes.get(of)).note.noteId as string;
});
afterAll(() => world?.close());

const ask = async () =>
  (await world.asClient(amira)).rights.ask({ kind: 'correction', words: 'It was March.', saveKey: randomUUID() });
const answer = {
  outcome: 'statement-kept' as const,
  statement: 'It was March.',
  words: 'Your account now stands beside the note.',
  told: ['Dr Singh, her GP'],
};

test('tells their therapist, keeps the person’s own account beside the note, and leaves the note as it was signed', async () => {
  const { requestId } = await ask();
  const mails = await world.rows("SELECT staff_id FROM outbox_mail WHERE idempotency_key LIKE 'rights-correct:%'");
  expect(mails).toEqual([{ staff_id: world.therapist.id }]);
  const tomos = await world.as(world.therapist);
  const shown = await tomos.rights.correction({ requestId });
  expect(shown).toMatchObject({ asked: 'It was March.', answer: null, notes: [{ noteId }] });
  const before = await world.rows('SELECT t::text AS row FROM note_entry t');
  const two = await Promise.allSettled(
    [1, 2].map(() => tomos.rights.answerCorrection({ requestId, noteId, ...answer })),
  );
  expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await tomos.rights.statements({ clientId: amira.id })).toMatchObject([
    { noteId, on: '2026-11-23', words: 'It was March.' },
  ]);
  expect((await tomos.rights.correction({ requestId })).answer).toMatchObject({ told: ['Dr Singh, her GP'] });
  expect(await world.rows('SELECT t::text AS row FROM note_entry t')).toEqual(before);
  const [mine] = (await (await world.asClient(amira)).rights.mine()).requests;
  expect(mine?.steps.at(-1)).toMatchObject({ kind: 'answered', words: answer.words });
});

test('is nobody else’s to read or answer, and another’s note is none', async () => {
  const { requestId } = await ask();
  const colleague = await world.as(world.colleague);
  for (const id of [requestId, randomUUID()]) {
    expect(await refusal(colleague.rights.correction({ requestId: id }))).toBe('not-found');
    expect(await refusal(colleague.rights.answerCorrection({ requestId: id, noteId, ...answer }))).toBe('not-found');
  }
  expect(await refusal((await world.as(world.manager)).rights.correction({ requestId }))).toBe('forbidden');
  const tomos = await world.as(world.therapist);
  const without = { ...answer, statement: null };
  expect(await refusal(tomos.rights.answerCorrection({ requestId, noteId, ...without }))).toBe('rights/reason-missing');
  expect(await refusal(tomos.rights.answerCorrection({ requestId, noteId: randomUUID(), ...answer }))).toBe(
    'not-found',
  );
  // What was refused left no step behind.
  expect((await tomos.rights.correction({ requestId })).clock.state).toBe('running');
});
