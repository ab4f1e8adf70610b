import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf as printedOf } from '../fees/text-of.ts';
import { refusal } from '../measures/world.ts';
import { key, type NotesWorld, openNotesWorld, openTab } from '../notes/world.ts';
import { unzip } from './unzip.ts';

let world: NotesWorld;
let sam: { id: string };
let requestId: string;
let packId: string;
type Staff = Awaited<ReturnType<NotesWorld['as']>>;
type Items = Awaited<ReturnType<Staff['rights']['review']>>['items'];
let lead: Staff;
let tomos: Staff;
let manager: Staff;

/** A course of two, with a signed note that names the other one, one of the therapist's own thinking, and one of the other's. */
beforeAll(async () => {
  world = await openNotesWorld();
  Object.assign(world.server.shell.mail, { transport: { send: async () => {} } });
  const [one, dee] = world.couple as unknown as [{ id: string }, { id: string }];
  sam = one;
  [lead, tomos, manager] = (await Promise.all([world.lead, world.therapist, world.manager].map(world.as))) as [
    Staff,
    Staff,
    Staff,
  ];
  const write = async (of: { id: string }, words: string) => {
    const note = world.of(world.together, of);
    const { version } = await tomos.notes.save({ ...note, ...openTab()(), baseVersion: 0, words });
    await tomos.notes.sign({ ...note, version, saveKey: key() });
  };
  await write(sam, 'Sam said that Dee Tully drinks. His mother, Olive Brand, rang.');
  await write(dee, 'Dee told me alone about the quokka.');
  const thinking = {
    clientId: sam.id,
    processNoteId: null,
    ...openTab()(),
    baseVersion: 0,
    words: 'I feel pulled to his side.',
  };
  await tomos.notes.keepProcess(thinking);
  const desk = (await world.as(world.manager)).fees;
  const paid = { method: 'cash', keepsCredit: true } as const;
  for (const [of, pence] of [
    [sam, 4200],
    [dee, 9900],
  ] as const) {
    await desk.recordPayment({ ...paid, clientId: of.id, entryId: randomUUID(), pence });
    await desk.makeStatement({ clientId: of.id, fromOn: '2026-11-01', untilOn: '2026-11-30', isShared: false });
  }
  ({ requestId } = await (await world.asClient(sam)).rights.ask({
    kind: 'access',
    words: 'All of it.',
    saveKey: randomUUID(),
  }));
});
afterAll(() => world?.close());

const all = async (who: Staff, which: 'waiting' | 'all' = 'waiting'): Promise<Items> => {
  const items: Items = [];
  for (let after = -1; ; ) {
    const page = await who.rights.review({ packId, which, after });
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
};
const decide = (who: Staff, itemIds: string[], over: object = {}) =>
  who.rights.decide({ packId, itemIds, decision: 'give', ground: null, marks: [], said: null, ...over });
const textsOf = (items: Items) =>
  items.flatMap(({ rows }) => rows.flatMap(({ texts }) => texts.map(({ text }) => text)));

describe('the copy of a record', () => {
  test('is begun by who keeps the clock, who sees how far it is and nothing of what it holds', async () => {
    const { reviewers } = await manager.rights.copy({ requestId });
    expect(reviewers.map(({ staffId, isOwn }) => [staffId, isOwn])).toEqual([
      [world.therapist.id, true],
      [world.lead.id, false],
    ]);
    expect(await refusal(manager.rights.beginCopy({ requestId, reviewerId: world.colleague.id }))).toBe('not-found');
    const both = await Promise.all(
      [1, 2].map(() => manager.rights.beginCopy({ requestId, reviewerId: world.lead.id })),
    );
    expect(both[0]).toEqual(both[1]);
    packId = both[0]?.packId as string;
    await world.server.runJobs();
    const { pack } = await manager.rights.copy({ requestId });
    expect(pack).toMatchObject({ state: 'reviewing', gathered: 100 });
    expect(pack?.waiting.every(({ count }) => count > 0)).toBe(true);
    expect(JSON.stringify(pack)).not.toMatch(/note|drink|Olive/i);
    expect(await refusal(manager.rights.review({ packId, which: 'all', after: -1 }))).toBe('forbidden');
    expect(await refusal((await world.as(world.colleague)).rights.review({ packId, which: 'all', after: -1 }))).toBe(
      'not-found',
    );
  });

  test('is read by the one who was asked, and what is an author’s own by its author alone', async () => {
    const read = textsOf(await all(lead, 'all')).join('\n');
    expect(read).toContain('Olive Brand');
    expect(read).not.toContain('pulled to his side');
    expect(read).not.toContain('quokka');
    const own = await all(tomos, 'all');
    expect(textsOf(own)).toEqual(['I feel pulled to his side.']);
    expect(
      await refusal(
        decide(
          lead,
          own.map(({ itemId }) => itemId),
        ),
      ),
    ).toBe('not-found');
    const rows = await world.rows(
      "SELECT staff_id FROM clinical_read WHERE client_id = $1 AND subject_type = 'record'",
      [sam.id],
    );
    expect(rows.length).toBeGreaterThan(1);
  });

  test('has the other of a couple marked before anybody looks, and does not leave before all is decided', async () => {
    const items = await all(lead);
    const note = items.find(({ rows }) => rows.some(({ texts }) => texts.some(({ text }) => text.includes('Olive'))));
    const text = note?.rows[0]?.texts.find((one) => one.text.includes('Olive'));
    const marked = note?.marks.map(({ from, to }) => text?.text.slice(from, to));
    expect(marked).toEqual(['Dee Tully']);
    expect(await refusal(lead.rights.finishReview({ packId }))).toBe('wrong-order');
    // The mother is another person too: only a reader can know.
    const from = text?.text.indexOf('Olive Brand') ?? 0;
    const marks = [
      ...(note?.marks ?? []),
      { path: text?.path ?? '', from, to: from + 'Olive Brand'.length, ground: 'other-person' as const },
    ];
    await decide(lead, [note?.itemId as string], { decision: 'in-part', marks });
    const others = items.filter(({ itemId }) => itemId !== note?.itemId);
    for (const { itemId, marks: already } of others)
      await decide(lead, [itemId], already.length > 0 ? { decision: 'in-part', marks: already } : {});
    expect(await refusal(lead.rights.finishReview({ packId }))).toBe('wrong-order');
    const own = (await all(tomos)).map(({ itemId }) => itemId);
    expect(await refusal(decide(tomos, own, { decision: 'leave-out', ground: 'serious-harm' }))).toBe(
      'rights/reason-missing',
    );
    await decide(tomos, own, { decision: 'leave-out', ground: 'in-confidence', said: 'Told me by his GP.' });
    expect(await refusal(tomos.rights.finishReview({ packId }))).toBe('not-found');
    expect(await lead.rights.finishReview({ packId })).toEqual({ state: 'building' });
    expect(await refusal(decide(lead, [note?.itemId as string]))).toBe('wrong-order');
  });

  test('is made once, closes the request and tells its person by a mail that says nothing', async () => {
    await world.server.runJobs();
    expect((await manager.rights.copy({ requestId })).pack?.state).toBe('released');
    const client = await world.asClient(sam);
    expect((await client.rights.mine()).requests[0]?.clock).toMatchObject({ state: 'closed', closedBy: 'answered' });
    expect(await client.rights.myCopies()).toMatchObject([{ packId, state: 'ready', untilOn: '2026-12-23' }]);
    const mails = await world.rows('SELECT template FROM outbox_mail WHERE idempotency_key = $1', [
      `rights-copy:${packId}`,
    ]);
    expect(mails).toEqual([{ template: 'something-to-read' }]);
    const { base64, fileName } = await client.rights.myCopyFile({ packId });
    expect(fileName).toBe('record-2026-11-23.zip');
    const files = unzip(Buffer.from(base64, 'base64'));
    const record = JSON.parse(files.get('record.json')?.toString('utf8') ?? '{}');
    expect(record.isReviewed).toBe(true);
    expect(record.tables.note_entry.map(({ words }: { words: string }) => words)).toEqual([
      'Sam said that [taken out: about another person] drinks. His mother, [taken out: about another person], rang.',
    ]);
    expect(record.tables.process_note).toEqual([]);
    expect(record.leftOut).toEqual([{ table: 'process_note', reason: 'told to us in confidence', rows: 1 }]);
    const papers = [...files.keys()].filter((name) => name.startsWith('files/'));
    expect(papers).toEqual(['files/statement-2026-11-01-to-2026-11-30.pdf', 'files/receipt-r-000001.pdf']);
    const printed = await Promise.all(papers.map((name) => printedOf(files.get(name) as Buffer)));
    for (const text of printed) expect(text).toContain('42.00');
    for (const text of printed) expect(text).not.toContain('99.00');
    const page = files.get('index.html')?.toString('utf8') ?? '';
    for (const text of [page, JSON.stringify(record)]) expect(text).not.toMatch(/Dee|quokka|Olive|pulled/);
    const opened = await world.rows("SELECT count(*)::int AS count FROM audit_event WHERE type = 'rights.copy-opened'");
    expect(opened).toEqual([{ count: 1 }]);
  });

  test('wants a fresh proof of who is there, and is nobody else’s', async () => {
    const cookie = await world.server.clientCookie(sam.id, { practiceId: world.practiceId });
    const file = (who: string) =>
      world.server.servers.client.inject({
        url: `/files/record/${packId}`,
        headers: { host: 'localhost:4200', cookie: who },
      });
    const given = await file(cookie);
    expect([given.statusCode, given.headers['content-type']]).toEqual([200, 'application/zip']);
    world.server.advance({ minutes: 15 });
    expect((await file(cookie)).statusCode).toBe(401);
    const dee = await world.server.clientCookie((world.couple[1] as { id: string }).id, {
      practiceId: world.practiceId,
    });
    expect((await file(dee)).statusCode).toBe(404);
    // Whoever read it prints it for somebody without the portal; nobody else of the practice can.
    const fresh = await Promise.all([world.lead, world.therapist].map(world.as));
    expect((await fresh[0]?.rights.copyFile({ packId }))?.fileName).toBe('record-2026-11-23.zip');
    expect(await refusal((fresh[1] as Staff).rights.copyFile({ packId }))).toBe('not-found');
    expect(await refusal((await world.as(world.manager)).rights.copyFile({ packId }))).toBe('forbidden');
  });

  test('is nobody’s who has lost the client or their role: somebody else is asked, and an author keeps their own alone', async () => {
    const ask = (who: { id: string }) => manager.rights.askReader({ requestId, reviewerId: who.id });
    const reader = async (who: { id: string }) => {
      const { rights } = await world.as(who);
      return {
        list: (await rights.toRead()).map(({ isWhole }) => isWhole),
        read: await refusal(rights.review({ packId, which: 'all', after: -1 })),
        file: await refusal(rights.copyFile({ packId })),
      };
    };
    const nothing = { list: [], read: 'not-found', file: 'not-found' };
    const hasReader = async () => (await manager.rights.copy({ requestId })).pack?.hasReader;
    expect(await refusal(ask(world.colleague))).toBe('not-found');
    await ask(world.therapist);
    expect([await hasReader(), await reader(world.lead)]).toEqual([true, nothing]);
    expect(await reader(world.therapist)).toEqual({
      list: [true],
      read: 'nothing was refused',
      file: 'nothing was refused',
    });
    // The client goes on with somebody else.
    const [l] = await world.rows(
      'SELECT id FROM allocation WHERE episode_id = (SELECT episode_id FROM session WHERE id = $1)',
      [world.together.id],
    );
    const end = (at: string | null) =>
      world.db.admin('UPDATE allocation SET until_at = $2 WHERE id = $1', [(l as { id: string }).id, at]);
    await end(world.server.now().subtract({ hours: 1 }).toString());
    expect([await hasReader(), await reader(world.therapist)]).toEqual([false, nothing]);
    expect((await manager.rights.copy({ requestId })).reviewers.map(({ staffId }) => staffId)).toEqual([world.lead.id]);
    expect(await refusal(ask(world.therapist))).toBe('not-found');
    await ask(world.lead);
    await ask(world.lead);
    expect([await hasReader(), await reader(world.lead)]).toEqual([
      true,
      { list: [true], read: 'nothing was refused', file: 'nothing was refused' },
    ]);
    expect(await reader(world.therapist)).toEqual({ list: [false], read: 'nothing was refused', file: 'not-found' });
    expect(textsOf(await all(await world.as(world.therapist), 'all'))).toEqual(['I feel pulled to his side.']);
    expect(textsOf(await all(await world.as(world.lead), 'all')).join()).not.toContain('pulled to his side');
    const asked = await world.rows("SELECT actor_id FROM audit_event WHERE type = 'rights.reader-asked'");
    expect(asked).toEqual([{ actor_id: world.manager.id }, { actor_id: world.manager.id }]);
    await end(null);
  });

  test('of two records that were joined is handed over by its reader: a made-up half is given nobody’s', async () => {
    const other = world.clients[0]?.id;
    const of = [world.practiceId, other, sam.id, world.manager.id];
    await world.db.admin(
      `INSERT INTO client_merge (practice_id, client_id, kept_id, contact, merged_by_id, merged_at)
       SELECT $1, $2, $3, 'kept', $4, begun_at FROM access_pack WHERE client_id = $3`,
      of,
    );
    const client = await world.asClient(sam);
    const refused = async () => {
      expect(await client.rights.myCopies()).toMatchObject([{ packId, state: 'by-hand' }]);
      expect(await refusal(client.rights.openMyCopy({ packId }))).toBe('not-found');
      expect(await refusal(client.rights.myCopyFile({ packId }))).toBe('not-found');
    };
    await refused();
    // Parted again afterwards it holds what it holds.
    await world.db.admin(
      `UPDATE client_merge SET undone_by_id = $2, undone_at = (SELECT released_at FROM access_pack WHERE client_id = $1) WHERE kept_id = $1`,
      [sam.id, world.manager.id],
    );
    await refused();
    expect((await (await world.as(world.lead)).rights.copyFile({ packId })).fileName).toBe('record-2026-11-23.zip');
    await world.db.admin('DELETE FROM client_merge WHERE kept_id = $1', [sam.id]);
    expect(await client.rights.myCopies()).toMatchObject([{ state: 'ready' }]);
  });

  test('is gone when its time is over, with everything it was made of', async () => {
    world.server.advance({ hours: 24 * 31 });
    await world.server.runSweeps(world.practiceId);
    const client = await world.asClient(sam);
    expect(await client.rights.myCopies()).toMatchObject([{ state: 'gone' }]);
    expect(await refusal(client.rights.myCopyFile({ packId }))).toBe('not-found');
    const [left] = await world.rows(
      `SELECT (SELECT count(*) FROM access_item WHERE content_sealed IS NOT NULL OR marks_sealed IS NOT NULL)::int AS items,
        (SELECT count(*) FROM access_file WHERE bytes_sealed IS NOT NULL)::int AS pieces`,
    );
    expect(left).toEqual({ items: 0, pieces: 0 });
  });
});
