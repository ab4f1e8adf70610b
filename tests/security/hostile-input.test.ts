import { errorWords } from '@heather/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../integration/api/world.ts';
import { type Answered, callerOf } from './calls.ts';
import { makeInput } from './inputs.ts';
import { type Procedure, procedures } from './procedures.ts';
import type { Actor } from './two-practices.ts';

let world: World;
let call: ReturnType<typeof callerOf>;
let people: Actor[];
beforeAll(async () => {
  world = await openWorld();
  world.server.shell.auth.withinLimit = async () => true;
  call = callerOf(world);
  const { practiceId, managerId, therapistId, frontDeskId, clientId } = world.home;
  const staff = { kind: 'staff' as const, practiceId };
  people = [
    { ...staff, label: 'manager', role: 'manager', id: managerId },
    { ...staff, label: 'therapist', role: 'therapist', id: therapistId },
    { ...staff, label: 'front desk', role: 'front-desk', id: frontDeskId },
    { kind: 'client', label: 'client', practiceId, id: clientId },
  ];
});
afterAll(() => world.close());

function whoMay({ row, portal }: Procedure): Actor | null | undefined {
  if (row?.audience === 'public' || row?.audience === 'staff-signed-out') return null;
  return people.find(
    (actor) =>
      actor.kind === portal &&
      (actor.kind === 'client' || (row?.audience === 'staff' && row.roles.includes(actor.role))),
  );
}

const hostileTexts = [
  '\u202Eevil\u202C',
  'a\u0000b',
  '\uD800',
  '"; DROP TABLE client; --',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '{{7*7}}%s%n',
  '💚'.repeat(300),
  'x'.repeat(60_000),
  '',
  '1900-01-01',
  '9999-12-31',
  '+275760-09-13T00:00:00.000Z',
  '0000-00-00',
];
const hostileNumbers = [-1, 0, 0.1, 1e308, -1e308, 9_007_199_254_740_992, 2_147_483_648];
const hostileOthers = [null, [], {}, true, [[[[]]]]];

type Place = { set: (value: unknown) => unknown; is: string };

/** Each leaf of an input, with a way to have another value in its place. */
function places(value: unknown, rebuild: (value: unknown) => unknown = (inner) => inner): Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => places(item, (inner) => rebuild(value.with(at, inner))));
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => places(item, (inner) => rebuild({ ...value, [key]: inner })));
  }
  return [{ set: rebuild, is: typeof value }];
}

function expectKind(answer: Answered, what: string): void {
  expect(answer.status, `${what}: ${answer.body.slice(0, 300)}`).toBeLessThan(500);
  expect(answer.body, what).not.toMatch(/\n\s+at |node_modules|\.ts:\d+|PrismaClient|SELECT |violates/);
  if (answer.status === 200) return;
  const known = errorWords[answer.code as keyof typeof errorWords] as { words: string } | undefined;
  expect(known, `${what}: ${answer.body.slice(0, 300)}`).toBeDefined();
  expect(answer.body, what).toContain(JSON.stringify(known?.words));
}

/** A long form repeats its kinds of field; a dozen of them meet everything. */
const mostFields = 12;

const swept = procedures.filter((procedure) => procedure.schema);

describe.each(swept)('$portal $path', (procedure) => {
  const title = `${procedure.portal} ${procedure.path}`;

  it('names its refusal, whatever stands in each of its fields', async () => {
    const actor = whoMay(procedure);
    if (actor === undefined) return;
    const { value } = await makeInput(procedure);
    const all = places(value);
    const step = Math.ceil(all.length / mostFields);
    for (const [at, place] of all.entries()) {
      if (at % step !== 0) continue;
      // Each field meets some of each kind; over all fields of all procedures every value is met many times.
      const some = <T>(values: readonly T[], count: number) =>
        Array.from({ length: count }, (_, turn) => values[(at * 5 + turn * 3 + title.length) % values.length] as T);
      const tried = [...some(hostileTexts, 4), ...some(hostileNumbers, 2), ...some(hostileOthers, 1)];
      for (const hostile of tried) {
        expectKind(
          await call(procedure, place.set(hostile), actor),
          `${title} with ${JSON.stringify(hostile).slice(0, 60)}`,
        );
      }
    }
  });

  it('refuses what it does not know: unknown keys, __proto__, an array, nothing', async () => {
    const actor = whoMay(procedure);
    if (actor === undefined) return;
    const { value } = await makeInput(procedure);
    const more = value as Record<string, unknown>;
    const proto = Object.defineProperty({ ...more }, '__proto__', { value: { isAdmin: true }, enumerable: true });
    for (const wrong of [{ ...more, practiceId: world.other.practiceId }, proto, [], [value], 'text', 7, null]) {
      const answer = await call(procedure, wrong, actor);
      expectKind(answer, title);
      expect(answer.status, `${title} took ${JSON.stringify(wrong).slice(0, 200)}`).not.toBe(200);
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

describe('bodies', () => {
  it.each(['staff', 'client'] as const)(
    'of 10 MB and batches of 1,000 are refused by name on the %s portal',
    async (portal) => {
      const path = portal === 'staff' ? 'account.signIn' : 'account.requestCode';
      const large = await world.server.post(portal, path, { address: 'x'.repeat(10_000_000) });
      expect([large.statusCode, large.json().error.data.code]).toEqual([413, 'too-large']);
      const many = await world.server.post(portal, `${Array(1000).fill('a.b').join(',')}?batch=1`, {});
      expect([many.statusCode, JSON.stringify(many.json())]).toEqual([400, expect.stringContaining('too-many-calls')]);
    },
  );
});
