import { createHash, randomUUID } from 'node:crypto';
import { staffRoles } from '@heather/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, idsIn } from './calls.ts';
import { makeInput, type Slot } from './inputs.ts';
import { type Procedure, procedures } from './procedures.ts';
import { type Actor, openTwoPractices, type TwoPractices } from './two-practices.ts';

/** These open, end or replace sign-ins: swept for who may, without being carried out. */
const ownSignIn = /^account\.(signOut|clientSignOut|endSignIn|clientEndSignIn)$/;

let world: TwoPractices;
let call: ReturnType<typeof callerOf>;
let foreignIds: Set<string>;
beforeAll(async () => {
  world = await openTwoPractices();
  call = callerOf(world);
  const { rows } = await world.db.admin(
    `SELECT format('SELECT id::text FROM %I WHERE practice_id = %L', c.table_name, $1::text) AS query
     FROM information_schema.columns c JOIN information_schema.columns p USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'id' AND c.data_type = 'uuid' AND p.column_name = 'practice_id'`,
    [world.other.id],
  );
  const all = await Promise.all(rows.map((row) => world.db.admin(row.query)));
  foreignIds = new Set([world.other.id, ...all.flatMap((found) => found.rows.map((row) => row.id as string))]);
}, 180_000);
afterAll(() => world.close());

/** Everybody at home who may call it, by its row. */
function callers({ portal, row }: Procedure): Actor[] {
  const { staff, clients } = world.home;
  if (row?.audience === 'staff') {
    return Object.values(staff).filter((actor) => actor.kind === 'staff' && row.roles.includes(actor.role));
  }
  return portal === 'client' && row?.audience === 'client' ? Object.values(clients) : [];
}

function outsiders({ portal, row }: Procedure): (Actor | null)[] {
  const { staff, clients } = world.home;
  if (row?.audience === 'staff') {
    const without = Object.values(staff).filter((actor) => actor.kind === 'staff' && !row.roles.includes(actor.role));
    return [null, clients.amira as Actor, ...without];
  }
  return portal === 'client' && row?.audience === 'client' ? [null, staff.carys as Actor, staff.tomos as Actor] : [];
}

/** Whether something in an answer opens a client's page in their place: a token that a mail has brought, or the hash that is kept of it. */
async function holdsLink(body: string): Promise<boolean> {
  const tokens = body.match(/(?<![\w-])[\w-]{43}(?![\w-])/g) ?? [];
  const hashes = body.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [];
  const all = [...tokens.map((token) => createHash('sha256').update(token).digest('hex')), ...hashes];
  if (all.length === 0) return false;
  const { rows } = await world.db.admin('SELECT 1 FROM signing_link WHERE token_hash = ANY ($1) LIMIT 1', [all]);
  return rows.length > 0;
}

type Whose = 'own' | 'colleague' | 'other' | 'random';

function idFor(whose: Whose, { kind }: Slot, actor: Actor): string | undefined {
  if (whose === 'random') return randomUUID();
  const mine = new Set(actor.kind === 'client' ? [actor.id] : world.pool.clientsOf(actor.id));
  const found = world.pool.of(kind).find(({ practiceId, clientIds, staffIds }) => {
    if (whose === 'other') return practiceId === world.other.id;
    if (practiceId !== world.home.id) return false;
    const isMine = clientIds.length === 0 || clientIds.some((id) => mine.has(id)) || staffIds.includes(actor.id);
    return isMine === (whose === 'own');
  });
  return found?.id;
}

/** Whether a row of this procedure keeps this actor to rows of their own. */
function isKeptToOwn({ row }: Procedure, actor: Actor): boolean {
  if (actor.kind === 'client') return true;
  if (row?.audience !== 'staff') return false;
  const scope = typeof row.scope === 'string' ? row.scope : row.scope[actor.role];
  return scope === 'own-caseload' || scope === 'own';
}

describe.each(procedures)('$portal $path', (procedure) => {
  const title = `${procedure.portal} ${procedure.path}`;

  it('has a row, and refuses whoever is not in it', async () => {
    expect(procedure.row, `${title} has no row in the policy table`).toBeDefined();
    const { value } = await makeInput(procedure);
    for (const actor of outsiders(procedure)) {
      const answer = await call(procedure, value, actor);
      const expected = actor?.kind === procedure.portal ? ['forbidden', 403] : ['signed-out', 401];
      expect([answer.code, answer.status], `${title} by ${actor?.label ?? 'nobody'}`).toEqual(expected);
      expect(idsIn(answer.body), title).toEqual([]);
    }
  });

  it('answers another’s id byte for byte as a random one, and shows nothing of another practice', async () => {
    const { slots } = await makeInput(procedure);
    for (const actor of callers(procedure)) {
      for (const slot of slots.filter((each) => each.kind !== 'fresh')) {
        for (const whose of ['other', 'colleague'] as const) {
          if (whose === 'colleague' && !isKeptToOwn(procedure, actor)) continue;
          const foreign = idFor(whose, slot, actor);
          if (foreign === undefined) {
            expect(whose, `no ${slot.kind} of another practice to try ${title} with`).toBe('colleague');
            continue;
          }
          const answers = [];
          for (const id of [foreign, randomUUID()]) {
            const { value } = await makeInput(procedure, (at) =>
              at.path === slot.path ? id : (idFor('own', at, actor) ?? randomUUID()),
            );
            const answer = await call(procedure, value, actor);
            answers.push({ status: answer.status, body: answer.body.replaceAll(id, 'the id') });
          }
          expect(answers[0], `${title}: ${slot.path} of ${whose}, by ${actor.label}`).toEqual(answers[1]);
          expect(answers[0]?.status, title).toBeLessThan(500);
        }
      }
    }
  });

  it('answers its own people, never with a failure and never with anything of another practice', async () => {
    const everybody = procedure.row?.audience === 'public' || procedure.row?.audience === 'staff-signed-out';
    const people: (Actor | null)[] = everybody ? [null] : callers(procedure);
    for (const actor of people) {
      const { value } = await makeInput(
        procedure,
        (slot) => (actor && !ownSignIn.test(procedure.name ?? '') ? idFor('own', slot, actor) : null) ?? randomUUID(),
      );
      const answer = await call(procedure, value, actor);
      expect(answer.status, `${title} by ${actor?.label ?? 'nobody'}: ${answer.body.slice(0, 300)}`).toBeLessThan(500);
      expect(
        idsIn(answer.body).filter((id) => foreignIds.has(id)),
        title,
      ).toEqual([]);
      // Whoever holds a client's link could sign in their place as far as the code: no member of staff is ever answered one.
      if (procedure.portal === 'staff') expect(await holdsLink(answer.body), `${title}: a signing link`).toBe(false);
    }
  });
});

describe('the sweep itself', () => {
  it('has somebody of each role and rows of both practices', () => {
    const roles = Object.values(world.home.staff).map((actor) => (actor.kind === 'staff' ? actor.role : ''));
    expect(new Set(roles)).toEqual(new Set(staffRoles));
    for (const practice of [world.home, world.other]) {
      for (const actor of [...Object.values(practice.staff), ...Object.values(practice.clients)]) {
        expect(actor.id, actor.label).toMatch(/^[0-9a-f-]{36}$/);
      }
    }
    expect(foreignIds.size).toBeGreaterThan(1000);
  });
});
