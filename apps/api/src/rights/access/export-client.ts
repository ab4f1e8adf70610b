import type { PracticeVault, Tx } from '../../database.ts';
import { isForAuthor } from './gather.ts';
import { type LeftOut, makePack } from './make-pack.ts';
import { marksOfOthers, otherPattern } from './other-people.ts';
import { readPerson, readRecord } from './read-record.ts';
import { type ItemContent, takeOut } from './record-row.ts';
import { tableNamed } from './record-tables.ts';

type Reader = { db: Tx; vault: PracticeVault; practiceId: string; now: Temporal.Instant };

/**
 * The copy of a client's record as a machine alone can make it: nobody has read it, and it says so. What belongs to its author until
 * they have read it stays out; people who share a course are taken out by name.
 * @param options.withAuthorsOwn as if each author had read theirs
 * @returns null for no such client
 */
export async function exportClient(reader: Reader, clientId: string, options: { withAuthorsOwn?: boolean } = {}) {
  const { db, practiceId } = reader;
  const person = await readPerson(reader, clientId);
  const practice = await db.practice.findFirst({ where: { id: practiceId } });
  if (!person || !practice) return null;
  const pattern = otherPattern(person, person.others);
  const items: ItemContent[] = [];
  const leftOut: LeftOut[] = [];
  let rows = 0;
  for await (const item of readRecord(reader, person)) {
    const table = tableNamed(item.table);
    if (table && isForAuthor(table, item) && !options.withAuthorsOwn)
      leftOut.push({ table: item.table, ground: 'its-author-reads-it-first' });
    else items.push(takeOut(item, marksOfOthers(item, pattern)));
    rows += item.rows.length;
  }
  const made = await makePack(reader, {
    practice,
    person,
    isReviewed: false,
    madeAt: reader.now,
    items,
    leftOut,
  });
  return { ...made, rows, leftOut: leftOut.length };
}
