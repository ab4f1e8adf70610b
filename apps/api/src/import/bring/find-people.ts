import { foldName, nameWords } from '@heather/core';
import type { ProblemCode } from '../core/problems.ts';
import type { Whose } from '../core/read-session.ts';
import { eachLine, fingerprints, loadKnown, type Moving } from './moving.ts';

type Person = { id: string; firstName: string; lastName: string; knownAs: string | null; bornOn: string | null };
type Row = Omit<Person, 'bornOn'> & { bornOn: Date | null };

/**
 * Whose each line is: by the number that a client came in with, or by name and birth date. Never by a guess: nobody, or two, is an answer
 * that the line then gets. A number whose owner has another birth date or name than the line says is a slip.
 */
export async function findPeople<T extends Whose & { line: number }>(moving: Moving, lines: readonly T[]) {
  const { tx, practiceId } = moving;
  const marks = new Map<string, string>();
  await eachLine(lines, ({ reference }) => {
    if (reference !== null && !marks.has(reference)) marks.set(reference, fingerprints.reference(moving, reference));
  });
  const known = await loadKnown(moving, 'reference', [...marks.values()]);
  const births = [
    ...new Set(lines.flatMap(({ reference, bornOn }) => (reference === null && bornOn !== null ? [bornOn] : []))),
  ];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.known_as AS "knownAs", c.born_on AS "bornOn" FROM client c
    WHERE c.practice_id = ${practiceId}::uuid
      AND (c.id = ANY (${[...known.values()].map(({ clientId }) => clientId)}::uuid[]) OR c.born_on = ANY (${births}::date[]))
      AND NOT EXISTS (SELECT FROM client_merge m WHERE m.practice_id = c.practice_id AND m.client_id = c.id AND m.undone_at IS NULL)`;
  const people = rows.map((row) => ({ ...row, bornOn: row.bornOn?.toISOString().slice(0, 10) ?? null }));
  const byId = new Map(people.map((person) => [person.id, person]));
  const byBirth = Map.groupBy(people, ({ bornOn }) => bornOn);
  return (line: T): { clientId: string } | { problem: ProblemCode } => {
    if (line.reference === null) {
      const fits = (byBirth.get(line.bornOn) ?? []).filter((person) => hasName(person, line.name));
      if (fits.length > 1) return { problem: 'client-two' };
      return fits[0] ? { clientId: fits[0].id } : { problem: 'client-unknown' };
    }
    const person = byId.get(known.get(marks.get(line.reference) ?? '')?.clientId ?? '');
    if (!person) return { problem: 'client-unknown' };
    return isPossible(person, line) ? { clientId: person.id } : { problem: 'client-differs' };
  };
}

const plain = (text: string) => foldName(text).replace(/\s+/g, ' ').trim();

function hasName(person: Person, name: Whose['name']): boolean {
  if (name === null || plain(person.lastName) !== plain(name.lastName)) return false;
  return [person.firstName, person.knownAs ?? person.firstName].some((first) => plain(first) === plain(name.firstName));
}

/** What the line says beside the number does not speak against it. A first name may be a short one, a last name may have changed. */
function isPossible(person: Person, { name, bornOn }: Whose): boolean {
  if (bornOn !== null && person.bornOn !== null) return bornOn === person.bornOn;
  if (name === null) return true;
  const own = new Set(nameWords(person.firstName, person.lastName, person.knownAs));
  return nameWords(name.firstName, name.lastName).some((word) => own.has(word));
}
