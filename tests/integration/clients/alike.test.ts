import { makeClient, makePractice, makeStaff, openGround, saveGround } from '@heather/seed';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alike, likenessOf } from '../../../apps/api/src/clients/merge/alike.ts';
import { type MeasuresWorld, openMeasuresWorld } from '../measures/world.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld();
});
afterAll(() => world?.close());

const orNull = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
/** So few of each that many meet, written as people write them. */
const person = fc.record({
  firstName: fc.constantFrom('Siân', 'Sian', 'Ann', 'Ann-Marie', 'Marie', 'Łukasz', 'İpek', 'O’Neill'),
  lastName: fc.constantFrom('Prys', 'Prŷs Jones', 'Jones', 'Smith-Jones', 'Ann', 'O’Neill', "O'Neill Prys"),
  knownAs: orNull('Sian', 'Bex', 'Jones'),
  bornOn: orNull('1990-05-06', '1990-06-05', '1971-01-31'),
  email: orNull('a@post.example', 'A@POST.example', 'ÄNN@post.example', 'änn@post.example', 'b@post.example'),
  telephone: orNull(
    '07700 900111',
    '+44 (0)7700 900111',
    '0044 7700-900111',
    '900111',
    '07700 900112',
    'ext. ٧٧٠٠٩٠٠١١١',
  ),
});
type Person = Parameters<typeof likenessOf>[0];

/** What the file's own rule says of every two, each pair once, as text. */
function byRule(people: readonly (Person & { id: string })[]): string[] {
  const all = people.map((one) => ({ id: one.id, likeness: likenessOf(one) }));
  return all
    .flatMap((a, at) =>
      all.slice(at + 1).flatMap((b) => {
        const reasons = alike(a.likeness, b.likeness);
        return reasons.length === 0 ? [] : [`${[a.id, b.id].toSorted().join(' ')}: ${reasons.join(', ')}`];
      }),
    )
    .toSorted();
}

it('finds the same pairs in a file as among who is here, for the same reasons', async () => {
  const groups = fc.sample(fc.array(person, { minLength: 6, maxLength: 11 }), { numRuns: 12, seed: 7 });
  const ground = openGround({ now: Temporal.Instant.from('2026-11-23T10:00:00Z') });
  const practices = groups.map((people) => {
    const practice = makePractice(ground);
    const manager = makeStaff(ground, practice, { roles: ['manager'] });
    const rows = people.map(({ email, telephone, ...one }) => {
      const { id } = makeClient(ground, practice, { ...one, contact: { email, telephone } });
      return { ...one, email, telephone, id };
    });
    return { practiceId: practice.id, managerId: manager.id, rows };
  });
  await saveGround(world.db.worker, world.db.vault, ground);
  let found = 0;
  for (const { practiceId, managerId, rows } of practices) {
    const manager = await world.server.callerFor(managerId, { practiceId });
    const { pairs, isMore } = await manager.clients.doubles();
    expect(isMore).toBe(false);
    const said = pairs.map(
      ({ people, reasons }) =>
        `${people
          .map(({ clientId }) => clientId)
          .toSorted()
          .join(' ')}: ${reasons.join(', ')}`,
    );
    expect(said.toSorted()).toEqual(byRule(rows));
    found += said.length;
  }
  // Enough of both: pairs that are alike, and pairs that are not.
  expect(found).toBeGreaterThan(30);
});
