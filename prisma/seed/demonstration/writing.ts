import { instantFrom, stamp } from '../calendar.ts';
import { makeNote, makeNoteShare, makeNoteTemplate, makeProcessNote } from '../factories/notes.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import { addenda, draftWords, processWords, sessionWords } from './note-words.ts';
import type { Meeting, Met } from './planning.ts';
import { byStaff } from './trail.ts';

/** Older sessions were written about elsewhere, before this practice moved in: longer than a therapist's list looks back. */
const weeksWritten = 14;
/** Whose last session has no note yet. Today's are all unwritten: the day is not closed. */
const unwritten = ['yusra', 'mags'];
/** One of a couple in whose record nothing is kept, each third time. */
const leftOut = ['paul', 'jo'];

/** What was written about the sessions of the last weeks, what waits to be written, and what some thought for themselves. */
export function write(stage: Stage, all: readonly Met[]): void {
  for (const met of all) {
    for (const key of met.laid.spec.people) writeOf(stage, met, key);
  }
  for (const [key, words] of Object.entries(processWords)) think(stage, all, key, words);
  const { ground, house } = stage;
  const tomos = house.staff.tomos as Row<'staffMember'>;
  makeNoteTemplate(ground, tomos, 'Usual', ['What was brought', 'What we did', 'What we agreed']);
  makeNoteTemplate(ground, tomos, 'First session', ['How they came', 'What they hope for', 'Safety', 'What we agreed']);
  const leila = house.staff.leila as Row<'staffMember'>;
  makeNoteTemplate(ground, leila, 'Couples', ['Between the two', 'Each of them', 'For next time']);
}

function writeOf(stage: Stage, { meetings }: Met, key: string): void {
  const { ground, house, clients, tell } = stage;
  const client = clients[key] as Row<'client'>;
  const random = ground.random.fork(`notes/${key}`);
  const from = ground.now.subtract({ hours: 24 * 7 * weeksWritten }).epochMilliseconds;
  const held = meetings.filter(({ status, start }) => status === 'attended' && start >= from && isBefore(stage, start));
  held.forEach((meeting, index) => {
    const fromEnd = held.length - index;
    const session = meeting.row as Row<'session'>;
    const author = house.staff[meeting.therapistKey] as Row<'staffMember'>;
    const isLast = fromEnd === 1;
    if (isLast && unwritten.includes(key)) return;
    const draft = draftWords[key];
    if (isLast && draft) {
      makeNote(ground, session, client, author, { state: 'draft', ...draft });
      return;
    }
    if (leftOut.includes(key) && index % 3 === 0) {
      makeNote(ground, session, client, author, { state: 'not-kept' });
      return;
    }
    const endsAt = instantFrom(session.endsAt);
    const later = random.chance(0.05) ? random.int(5, 9) * 24 * 60 : random.int(15, 300);
    const wished = endsAt.add({ minutes: later });
    const signedAt = Temporal.Instant.compare(wished, ground.now) < 0 ? wished : endsAt.add({ minutes: 15 });
    const hasAddendum = fromEnd === 3 && (key === 'amira' || random.chance(0.15));
    const note = makeNote(ground, session, client, author, {
      words: random.pick(sessionWords),
      signedAt: stamp(signedAt),
      ...(hasAddendum && { addenda: [random.pick(addenda)] }),
      ...(fromEnd === 4 && random.chance(0.3) && { apart: '' }),
    });
    const told = { type: 'session-note', id: note.id, clientId: client.id };
    tell('note.signed', byStaff(house, meeting.therapistKey), signedAt, told);
    shareSome(stage, note, author, meeting, { key, fromEnd });
  });
}

function isBefore({ ground }: Stage, start: number): boolean {
  return start < ground.today.toZonedDateTime(ground.zone).epochMilliseconds;
}

function shareSome(
  { ground, house, tell }: Stage,
  note: Row<'sessionNote'>,
  author: Row<'staffMember'>,
  { therapistKey }: Meeting,
  { key, fromEnd }: { key: string; fromEnd: number },
): void {
  const isShared = (key === 'amira' && (fromEnd === 2 || fromEnd === 3)) || (key === 'hollie' && fromEnd === 2);
  const wasShared = key === 'elis' && fromEnd === 3;
  if (!isShared && !wasShared) return;
  const sharedAt = instantFrom(note.savedAt).add({ hours: 3 });
  const by = byStaff(house, therapistKey);
  const told = { type: 'session-note', id: note.id, clientId: note.clientId };
  const endedAt = wasShared ? sharedAt.add({ hours: 30 }) : null;
  makeNoteShare(ground, note, author, { sharedAt: stamp(sharedAt), endedAt: endedAt && stamp(endedAt) });
  tell('note.shared', by, sharedAt, told);
  if (endedAt) tell('note.unshared', by, endedAt, told);
}

function think(
  { ground, house, clients, tell }: Stage,
  all: readonly Met[],
  key: string,
  words: readonly string[],
): void {
  const met = all.find(({ laid, meetings }) => laid.spec.people.includes(key) && meetings.length > 0);
  const held = (met?.meetings ?? []).filter(
    ({ status, end }) => status === 'attended' && end < ground.now.epochMilliseconds,
  );
  const client = clients[key] as Row<'client'>;
  words.forEach((each, index) => {
    const meeting = held.at(-2 - index * 2);
    if (!meeting?.row) return;
    const { episodeId, endsAt } = meeting.row;
    const at = instantFrom(endsAt).add({ hours: 5 });
    const author = house.staff[meeting.therapistKey] as Row<'staffMember'>;
    const subject = { practiceId: client.practiceId, episodeId, clientId: client.id };
    const note = makeProcessNote(ground, subject, author, each, { writtenAt: stamp(at) });
    tell('process-note.kept', byStaff(house, meeting.therapistKey), at, {
      type: 'process-note',
      id: note.id,
      clientId: client.id,
    });
  });
}
