import { shredClient, verifyTrail } from '@heather/api/testing';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { problemWords } from '../../../apps/api/src/import/core/problems.ts';
import { eraseRows } from '../../../apps/api/src/rights/erasure/erase-rows.ts';
import { type MeasuresWorld, openMeasuresWorld, refusal } from '../measures/world.ts';
import { bringIn, commit, plan, said, send } from './bring-in.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld();
});
afterAll(() => world.close());

const manager = () => world.as(world.manager);
const count = async (table: string, where = 'true', values: unknown[] = []) =>
  Number((await world.rows(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, values))[0]?.n);
const bring = async (...[kind, file, over = said, source]: [Parameters<typeof bringIn>[2], string, object?, string?]) =>
  bringIn(world.server, await manager(), kind, file, over, source);
const head = 'Ref,First name,Last name,DOB,Email,Mobile,Status,Therapist,Since\n';
const clientNamed = async (lastName: string) =>
  (await world.rows('SELECT * FROM client WHERE last_name = $1 ORDER BY id', [lastName])) as Record<string, unknown>[];

describe('clients of a file', () => {
  const file = `${head}17,Elin,Prys,1990-05-06,elin@post.example,07700 900111,current,Tomos Hughes,2024-02-03
18,Bleddyn,Prys,1988-05-06,bl@post.example,,closed,,
19,Cari,Mostyn,1979-01-31,,,current,,2026-10-01
20,Dai,Mostyn,1979-02-31,,,current,,\n`;

  it('come in with a key, a way to be reached that opens no sign-in, and a course or a place on the list', async () => {
    const before = { mail: await count('outbox_mail'), ledger: await count('ledger_entry') };
    const run = await bring('clients', file);
    expect(run.state).toBe('committed');
    expect(run.counts).toMatchObject({ read: 4, made: 3, known: 0, out: 1, waiting: 1 });
    expect(run.problems).toEqual([{ line: 5, column: 'DOB', words: 'There is no such day.' }]);
    const [elin] = await clientNamed('Prys').then((rows) => rows.filter((row) => row.first_name === 'Elin'));
    const id = elin?.id as string;
    expect(elin).toMatchObject({ state: 'active', short_name: 'Elin P.', name_search: 'elin prys' });
    expect(await count('client_key', 'client_id = $1', [id])).toBe(1);
    const [contact] = await world.rows('SELECT * FROM safe_contact WHERE client_id = $1', [id]);
    expect(contact).toMatchObject({
      email: 'elin@post.example',
      email_is_safe: true,
      telephone_is_safe: true,
      text_is_safe: false,
      confirmed_at: null,
    });
    expect(contact?.email_unproven_at).not.toBeNull();
    const found = await (await world.asTherapist()).clients.search({ name: 'elin pr' });
    expect(found.people).toMatchObject([{ clientId: id, therapist: expect.stringContaining('Tomos') }]);
    const waiting = await (await manager()).allocation.listWaiting();
    expect(waiting.people.some(({ name }) => name.startsWith('Cari'))).toBe(true);
    expect({ mail: await count('outbox_mail'), ledger: await count('ledger_entry') }).toEqual(before);
    expect(
      await count('audit_event', "type = 'client.imported' AND client_id = $1 AND actor_id = $2", [
        id,
        world.manager.id,
      ]),
    ).toBe(1);
    expect((await world.server.asWorker((w) => verifyTrail(w.db, world.practiceId))).ok).toBe(true);
  });

  it('of the same file add nobody, and of a longer one only who is new', async () => {
    const people = await count('client');
    const again = await send(world.server, await manager(), 'clients', file);
    const planned = await plan(world.server, await manager(), again, said);
    expect(planned.counts).toMatchObject({ ready: 0, known: 3, out: 1 });
    const { importId, version } = planned;
    expect(await refusal((await manager()).imports.commit({ importId, version }))).toBe('import/nothing-ready');
    expect(await count('client')).toBe(people);
    const longer = await bring('clients', `${file}21,Efa,Lloyd,1991-01-01,,,current,,\n`);
    expect(longer.counts).toMatchObject({ made: 1, known: 3 });
    expect(await count('client')).toBe(people + 1);
  });

  it('without numbers are known again by who they are', async () => {
    const plain = 'Name,DOB,Status\n"Morgan, Gwilym",1970-03-04,current\n';
    expect((await bring('clients', plain)).counts).toMatchObject({ made: 1 });
    const again = await plan(
      world.server,
      await manager(),
      await send(world.server, await manager(), 'clients', plain),
      said,
    );
    expect(again.counts).toMatchObject({ ready: 0, known: 1 });
  });

  it('whose number came in before for somebody else stay out; the same number of another system is another person', async () => {
    const other = `${head}17,Ffion,Vaughan,1966-06-06,,,current,,\n`;
    const run = await plan(
      world.server,
      await manager(),
      await send(world.server, await manager(), 'clients', other),
      said,
    );
    expect(run.problems).toMatchObject([{ line: 2, words: expect.stringContaining('for somebody else') }]);
    expect((await bring('clients', other, said, 'Another system')).counts).toMatchObject({ made: 1 });
  });

  it('twice in one file come in once', async () => {
    const line = 'Iolo,Bevan,1981-01-01,iolo@post.example,,current,,\n';
    const run = await plan(
      world.server,
      await manager(),
      await send(world.server, await manager(), 'clients', `${head}40,${line}40,${line}41,${line}`),
      said,
    );
    expect(run.problems.map(({ line: at, words }) => [at, words])).toEqual([
      [3, 'An earlier line of this file says the same.'],
      [4, expect.stringContaining('may be the same person')],
    ]);
    const same = await plan(world.server, await manager(), run, { doubles: { 4: 'same-as-line' } });
    expect(same.counts).toMatchObject({ ready: 2, out: 1 });
    expect((await commit(world.server, await manager(), same)).counts?.made).toBe(2);
    expect(await clientNamed('Bevan')).toHaveLength(1);
    // Both numbers lead to the one person.
    expect(
      await count('imported_row', "client_id = $1 AND kind = 'reference'", [(await clientNamed('Bevan'))[0]?.id]),
    ).toBe(2);
  });

  it('who may be here already are offered, line by line, and stay out until somebody says who they are', async () => {
    const file2 = `${head}50,Elin,Prys,1990-05-06,,,current,,\n51,Bleddyn,Prys,1988-05-06,,,current,,\n52,Nia,New,1999-01-01,,,current,,\n`;
    const sent = await send(world.server, await manager(), 'clients', file2, 'Third system');
    const asked = await plan(world.server, await manager(), sent, said);
    expect(asked.counts).toMatchObject({ ready: 1, out: 2 });
    expect(asked.doubles).toMatchObject([
      { line: 2, name: 'Elin Prys', choice: null, here: [{ name: 'Elin Prys', reasons: ['name', 'birth-date'] }] },
      { line: 3, name: 'Bleddyn Prys' },
    ]);
    const elin = asked.doubles[0]?.here[0]?.clientId as string;
    const settled = await plan(world.server, await manager(), asked, {
      doubles: { 2: { sameAs: elin }, 3: 'another' },
    });
    expect(settled.counts).toMatchObject({ ready: 3, out: 0 });
    const people = await count('client');
    await commit(world.server, await manager(), settled);
    expect(await count('client')).toBe(people + 2);
    expect(await count('imported_row', 'client_id = $1', [elin])).toBe(2);
    // What somebody chose cannot reach anybody whom the line does not fit.
    const again = await send(
      world.server,
      await manager(),
      'clients',
      `${head}60,Elin,Prys,1990-05-06,,,current,,\n`,
      'Fourth system',
    );
    const wrong = await plan(world.server, await manager(), again, {
      ...said,
      doubles: { 2: { sameAs: world.client.id } },
    });
    expect(wrong.problems[0]?.words).toContain('no longer fits');
  });

  it('who share an address have it marked as shared', async () => {
    await bring(
      'clients',
      `${head}70,Un,Teulu,1990-01-01,cartref@post.example,,current,,\n71,Dau,Teulu,1991-01-01,cartref@post.example,,current,,\n`,
    );
    expect(await count('safe_contact', "email = 'cartref@post.example' AND email_is_shared")).toBe(2);
  });
});

describe('sessions of a file', () => {
  const heads = 'Ref,Date,Time,Duration,Status,Therapist\n';
  const file = `${heads}17,2024-02-06,18:00,50,Attended,
17,2024-02-13,18:00,50,DNA,
18,2023-01-10,10:00,50,Attended,Leila Colleague
17,2027-01-05,18:00,50,Attended,
99,2024-02-06,18:00,50,Attended,
18,2023-01-17,10:00,50,Attended,\n`;

  it('are history: in the course, numbered, without fee, mail, place in the diary or note to write', async () => {
    const before = {
      mail: await count('outbox_mail'),
      ledger: await count('ledger_entry'),
      occupied: await count('occupied'),
    };
    const run = await bring('sessions', file);
    expect(run.counts).toMatchObject({ read: 6, made: 3, out: 3 });
    expect(run.problems.map(({ line, words }) => [line, words.slice(0, 28)])).toEqual([
      [5, 'This session is still to com'],
      [6, 'This client is not here. Bri'],
      [7, 'Nobody is named who held it,'],
    ]);
    const sessions = await world.rows(
      `SELECT s.*, e.opened_at FROM session s JOIN episode e ON e.id = s.episode_id JOIN session_participant p ON p.session_id = s.id
       JOIN client c ON c.id = p.client_id WHERE c.first_name = 'Elin' AND c.last_name = 'Prys' ORDER BY s.starts_at`,
    );
    expect(sessions).toMatchObject([
      { number: 1, status: 'attended', fee_pence: 0, fee_due_pence: 0, therapist_id: world.therapist.id },
      { number: 2, status: 'did-not-attend' },
    ]);
    expect(sessions[0]?.imported_at).not.toBeNull();
    expect(sessions[0]?.starts_at).toEqual(new Date('2024-02-06T18:00:00Z'));
    expect(sessions[0]?.opened_at).toEqual(new Date('2024-02-03T12:00:00Z'));
    const ended = await world.rows(
      `SELECT e.state, e.ended_at, a.therapist_id, a.until_at FROM episode e JOIN episode_participant p ON p.episode_id = e.id JOIN client c ON c.id = p.client_id
       LEFT JOIN allocation a ON a.episode_id = e.id WHERE c.first_name = 'Bleddyn' AND e.opened_at < '2024-01-01'`,
    );
    expect(ended).toMatchObject([{ state: 'ended', therapist_id: world.colleague.id }]);
    expect(ended[0]?.until_at).not.toBeNull();
    expect({
      mail: await count('outbox_mail'),
      ledger: await count('ledger_entry'),
      occupied: await count('occupied'),
    }).toEqual(before);
    const unfinished = await (await world.asTherapist()).notes.unfinished({} as never);
    expect(JSON.stringify(unfinished)).not.toContain('Elin');
  });

  it('of the same file add nothing, and one that is here already by hand stays out', async () => {
    const again = await plan(
      world.server,
      await manager(),
      await send(world.server, await manager(), 'sessions', file),
      said,
    );
    expect(again.counts).toMatchObject({ ready: 0, known: 3 });
    const [own] = await world.rows('SELECT starts_at FROM session WHERE imported_at IS NULL AND episode_id = $1', [
      world.episode.id,
    ]);
    const born = '1985-05-05';
    await world.rows('UPDATE client SET born_on = $1 WHERE id = $2', [born, world.client.id]);
    await world.rows(
      "UPDATE session SET starts_at = '2026-11-16T10:00:00Z', ends_at = '2026-11-16T10:50:00Z' WHERE episode_id = $1 AND imported_at IS NULL",
      [world.episode.id],
    );
    expect(own).toBeDefined();
    const named = `First name,Last name,DOB,Date,Time,Status\nAmira,Khatun,${born},2026-11-16,10:00,Attended\nAmira,Khatun,${born},2026-11-09,10:00,Attended\n`;
    const run = await bring('sessions', named);
    expect(run.counts).toMatchObject({ made: 1, out: 1 });
    expect(run.problems[0]?.words).toContain('at that time here already');
  });

  it('find nobody by a guess: a name that two have, or a number whose owner was born on another day', async () => {
    await bring(
      'clients',
      `${head}81,Sioned,Twin,1990-09-09,,,current,,\n82,Sioned,Twin,1990-09-09,,07700 900222,current,,\n`,
      {
        ...said,
        doubles: { 3: 'another' },
      },
    );
    const two = await plan(
      world.server,
      await manager(),
      await send(
        world.server,
        await manager(),
        'sessions',
        'Name,DOB,Date,Time,Status\nSioned Twin,1990-09-09,2024-01-01,10:00,Attended\nNobody Here,1990-09-09,2024-01-01,10:00,Attended\n',
      ),
      said,
    );
    expect(two.problems.map(({ words }) => words.slice(0, 19))).toEqual(['Two people here fit', 'This client is not ']);
    const slip = await plan(
      world.server,
      await manager(),
      await send(
        world.server,
        await manager(),
        'sessions',
        'Ref,DOB,Date,Time,Status\n17,1990-05-07,2024-01-01,10:00,Attended\n',
      ),
      said,
    );
    expect(slip.problems[0]?.words).toContain('another name or date of birth');
  });
});

describe('past scores', () => {
  const file = `Ref,Measure,Date,Total,Q1,Q2,Q3,Q4,Q5,Q6,Q7,Q8,Q9
17,PHQ-9,2024-02-06,18,,,,,,,,,
17,PHQ-9,2024-02-13,20,2,2,2,2,2,2,2,3,3
17,PHQ-9,2024-02-21,99,,,,,,,,,
17,PHQ-9,2024-02-27,5,1,1,1,1,1,1,1,1,1\n`;

  it('stand in the course picture with their version, and alarm nobody', async () => {
    const alerts = await count('risk_alert');
    const run = await bring('scores', file);
    expect(run.counts).toMatchObject({ made: 2, out: 2 });
    expect(run.problems.map(({ line, column }) => [line, column])).toEqual([
      [4, 'Total'],
      [5, 'Total'],
    ]);
    const [elin] = await world.rows(
      "SELECT id FROM client WHERE first_name = 'Elin' AND last_name = 'Prys' ORDER BY id LIMIT 1",
    );
    const course = await (await world.asTherapist()).measures.course({ clientId: elin?.id as string });
    expect(course.scores).toMatchObject([
      { on: '2024-02-06', total: 18, band: 'moderately severe', collection: 'imported' },
      { on: '2024-02-13', total: 20, collection: 'imported' },
    ]);
    expect(course.notYetTalkedAbout).toEqual([]);
    expect(await count('administration', "collection = 'imported' AND definition_version = 'phq-9@1'")).toBe(2);
    expect(await count('administration', "collection = 'imported' AND answers_sealed IS NOT NULL")).toBe(1);
    expect(await count('risk_alert')).toBe(alerts);
  });

  it('tell whoever brings them nothing: no value comes back, nor whether one is here already', async () => {
    const caller = await manager();
    const again = await send(world.server, caller, 'scores', file.replace(',18,', ',17,'));
    const { samples, rows, problems, words, questions, doubles } = again;
    expect(JSON.stringify({ samples, rows, problems, words, questions, doubles })).not.toMatch(/\b(18|20|99)\b/);
    expect(again.samples).toEqual({ 0: ['17'], 2: ['2024-02-06', '2024-02-13', '2024-02-21'] });
    expect(again.rows).toEqual([]);
    // 18 was brought in, 17 was not: both read the same.
    expect(again.counts).toMatchObject({ ready: 2, known: 0, out: 2 });
    const scores = await count('administration');
    const done = await commit(world.server, caller, again);
    expect(done.counts).toMatchObject({ made: 2, known: 0 });
    expect(await count('administration')).toBe(scores + 1);
  });
});

describe('a file', () => {
  it('is sealed while it is here, and gone once it has come in or was given up', async () => {
    const caller = await manager();
    const marked = `${head}90,Canary${'x'.repeat(20)},Kestrel,1990-01-01,,,current,,\n`;
    const sent = await send(world.server, caller, 'clients', marked);
    expect(await count('import_part', 'run_id = $1', [sent.importId])).toBe(1);
    const dumps = await Promise.all(
      ['import_run', 'import_part'].map((table) => world.rows(`SELECT t::text AS row FROM ${table} t`)),
    );
    const kept = dumps
      .flat()
      .map(({ row }) => row as string)
      .join();
    for (const text of ['Kestrel', Buffer.from('Kestrel').toString('hex')]) expect(kept).not.toContain(text);
    await caller.imports.discard({ importId: sent.importId });
    expect(await count('import_part', 'run_id = $1', [sent.importId])).toBe(0);
    expect(
      (await world.rows('SELECT plan_sealed, found_sealed FROM import_run WHERE id = $1', [sent.importId]))[0],
    ).toEqual({ plan_sealed: null, found_sealed: null });
    expect(await clientNamed('Kestrel')).toEqual([]);
    expect(await count('import_part', "run_id IN (SELECT id FROM import_run WHERE state = 'committed')")).toBe(0);
  });

  it('that nobody decides about goes after a week', async () => {
    const sent = await send(world.server, await manager(), 'clients', `${head}91,Old,File,1990-01-01,,,current,,\n`);
    await world.rows("UPDATE import_run SET changed_at = changed_at - interval '8 days' WHERE id = $1", [
      sent.importId,
    ]);
    await world.sweep();
    expect((await (await manager()).imports.get({ importId: sent.importId })).state).toBe('discarded');
    expect(await count('import_part', 'run_id = $1', [sent.importId])).toBe(0);
  });

  test.each([
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), /workbook/],
    ['a stray quotation mark', 'Name,DOB\nAda,"x" y\n', /quotation mark/],
    ['no names of columns', 'Ada,1990-01-01\n', /first line/],
  ])('with %s is refused in words', async (_, file, words) => {
    const run = await send(world.server, await manager(), 'clients', file);
    expect(run.state).toBe('refused');
    expect(run.refusal?.words).toMatch(words);
    expect(run.counts).toBeNull();
  });

  it('is its bringer’s alone, and no other role’s nor practice’s', async () => {
    const sent = await send(
      world.server,
      await manager(),
      'clients',
      `${head}92,Private,File,1990-01-01,,,current,,\n`,
    );
    const { importId, version } = sent;
    for (const staff of [world.frontDesk, world.therapist, world.lead])
      expect(await refusal((await world.as(staff)).imports.get({ importId }))).toBe('forbidden');
    const stranger = await world.server.callerFor(world.other.manager.id, { practiceId: world.other.practice.id });
    expect(await refusal(stranger.imports.get({ importId }))).toBe('not-found');
    expect(await refusal(stranger.imports.commit({ importId, version }))).toBe('not-found');
    expect((await stranger.imports.list()).runs).toEqual([]);
  });

  it('committed twice at once comes in once, and so do two that are the same', async () => {
    const caller = await manager();
    const text = `${head}93,Race,Rhedeg,1990-01-01,,,current,,\n94,Rush,Rhedeg,1991-01-01,,,current,,\n`;
    const [one, other] = [
      await plan(world.server, caller, await send(world.server, caller, 'clients', text), said),
      await plan(world.server, caller, await send(world.server, caller, 'clients', text), said),
    ];
    await Promise.all([one, one, other].map(({ importId, version }) => caller.imports.commit({ importId, version })));
    await Promise.all([world.server.runJobs(), world.server.runJobs()]);
    expect(await clientNamed('Rhedeg')).toHaveLength(2);
    const ends = await Promise.all([one, other].map(({ importId }) => caller.imports.get({ importId })));
    expect(ends.map(({ state }) => state)).toEqual(['committed', 'committed']);
    expect(ends.map(({ counts }) => counts?.made).toSorted()).toEqual([0, 2]);
    expect(await count('audit_event', "type = 'import.committed' AND subject_id = $1", [one.importId])).toBe(1);
  });

  it('whose writing breaks on the way leaves nothing, and comes in whole when it is done again', async () => {
    const caller = await manager();
    const run = await plan(
      world.server,
      caller,
      await send(world.server, caller, 'clients', `${head}95,Half,Hanner,1990-01-01,,,current,Tomos Hughes,\n`),
      said,
    );
    await world.rows('ALTER TABLE imported_row ADD CONSTRAINT broken CHECK (kind = $$never$$) NOT VALID');
    await caller.imports.commit({ importId: run.importId, version: run.version });
    await expect(world.server.runJobs()).rejects.toThrow();
    expect(await clientNamed('Hanner')).toEqual([]);
    await world.rows('ALTER TABLE imported_row DROP CONSTRAINT broken');
    await world.rows("UPDATE import_run SET changed_at = changed_at - interval '1 minute' WHERE id = $1", [
      run.importId,
    ]);
    await world.rows("DELETE FROM pgboss.job WHERE name = 'import.work'");
    await world.sweep();
    await world.server.runJobs();
    expect(await clientNamed('Hanner')).toHaveLength(1);
    expect((await caller.imports.get({ importId: run.importId })).state).toBe('committed');
  });

  it('has a report of the lines that stay out', async () => {
    const caller = await manager();
    const run = await plan(
      world.server,
      caller,
      await send(
        world.server,
        caller,
        'clients',
        `${head}96,=cmd,Report,1990-01-01,,,current,,\n97,Fine,Report,1991-01-01,,,current,,\n`,
      ),
      said,
    );
    expect((await caller.imports.report({ importId: run.importId })).csv.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFLine,Column,Why',
      '2,First name,"That begins like a formula of a spreadsheet, and is no text of a person."',
    ]);
  });
});

it('of somebody whose record was destroyed does not bring them back: not by their number, not by name and birth date', async () => {
  const file = (rows: string) => `${head}${rows}\n`;
  await bring(
    'clients',
    file('201,Gone,Hydref,1980-05-06,g@post.example,,closed,,\n202,Stays,Hydref,1981-05-06,,,closed,,'),
  );
  const [gone] = (await clientNamed('Hydref')).filter((row) => row.first_name === 'Gone');
  await world.server.asWorker(
    ({ write, practiceId }) =>
      write(async (tx) => {
        await eraseRows(tx, practiceId, gone?.id as string, new Date('2026-11-24'));
        await eraseRows(tx, practiceId, gone?.id as string, new Date('2026-11-24'));
        await shredClient(tx, gone?.id as string);
      }),
    world.practiceId,
  );
  expect((await world.rows('SELECT kind FROM import_erased ORDER BY kind')).map(({ kind }) => kind)).toEqual([
    'reference',
    'who',
  ]);
  const rows = [
    '201,Gone,Hydref,1980-05-06,g@post.example,,closed,,',
    '202,Stays,Hydref,1981-05-06,,,closed,,',
    '203,Gone,Hydref,1980-05-06,,,closed,,',
    '204,Gone,Hydref,1999-05-06,,,closed,,',
    '201,Other,Hydref,1970-05-06,,,closed,,',
  ];
  const caller = await manager();
  const again = await plan(
    world.server,
    caller,
    await send(world.server, caller, 'clients', file(rows.join('\n'))),
    said,
  );
  const words = problemWords['erased-here'];
  expect(again.problems).toEqual([2, 4, 6].map((line) => ({ line, column: null, words })));
  expect(again.counts).toMatchObject({ ready: 1, known: 1, out: 3 });
});
