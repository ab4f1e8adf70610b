import { randomUUID } from 'node:crypto';
import type { DraftClause } from '@heather/confidentiality';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, openWorld, refusal, type World } from '../agreements/world.ts';

let world: World;
let as: Actors;
beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
});
afterAll(() => world.close());

const rows = async (sql: string, values: unknown[] = []) => (await world.db.admin(sql, values)).rows;
const nation = 'england-and-wales' as const;
const english = { nation, language: 'en-GB' as const, fromVersionId: null };
const reworded = (clauses: readonly DraftClause[], text: string) =>
  clauses.map((one, at) => (at === 0 ? { ...one, text } : one));

/** A clinical lead of the home practice from here on; before, the manager is alone. */
async function lead() {
  await world.db.admin(
    `INSERT INTO staff_role (practice_id, id, staff_id, role) SELECT $1, $3, $2, 'clinical-lead'
     WHERE NOT EXISTS (SELECT FROM staff_role WHERE staff_id = $2 AND role = 'clinical-lead')`,
    [world.home.practiceId, world.home.frontDeskId, randomUUID()],
  );
  return world.server.callerFor(world.home.frontDeskId);
}

describe('a wording', () => {
  it('is the managers’ to write, and nobody else’s practice', async () => {
    const { versionId } = await as.manager.templates.startDraft({ kind: 'couple-confidentiality', ...english });
    const { savedCount, title, clauses } = await as.manager.templates.get({ versionId });
    for (const caller of [as.therapist, as.frontDesk]) {
      expect(await codeOf(caller.templates.list())).toBe('forbidden');
      expect(await codeOf(caller.templates.saveDraft({ versionId, savedCount, title, clauses }))).toBe('forbidden');
    }
    const other = await world.server.callerFor(world.other.managerId, { practiceId: world.other.practiceId });
    for (const attempt of [
      () => other.templates.get({ versionId }),
      () => other.templates.words({ versionId }),
      () => other.templates.saveDraft({ versionId, savedCount, title, clauses }),
      () => other.templates.review({ versionId, savedCount }),
      () => other.templates.publish({ versionId, savedCount, isMaterialChange: true, changeSummary: 'x' }),
      () => other.templates.startDraft({ kind: 'couple-confidentiality', ...english, fromVersionId: versionId }),
    ])
      expect(await codeOf(attempt())).toBe('not-found');
    await as.manager.templates.discard({ versionId, savedCount });
    expect((await as.manager.templates.get({ versionId })).state).toBe('withdrawn');
  });

  it('is written one at a time, kept in the order it was written, and loses nothing to a second tab', async () => {
    const begin = () => as.manager.templates.startDraft({ kind: 'online-work', ...english });
    const begun = await Promise.all([begin(), begin(), begin()]);
    expect(new Set(begun.map(({ versionId }) => versionId)).size).toBe(1);
    expect(begun.filter(({ already }) => !already)).toHaveLength(1);
    const versionId = begun[0]?.versionId as string;
    const { title, clauses } = await as.manager.templates.get({ versionId });
    const save = (savedCount: number, text: string) =>
      as.manager.templates.saveDraft({ versionId, savedCount, title, clauses: reworded(clauses, text) });
    const both = await Promise.all([save(0, 'One.'), save(0, 'Two.')].map((one) => refusal(one)));
    expect(both.map(({ code }) => code).sort()).toEqual(['conflict', 'was accepted']);
    expect(both.find(({ code }) => code === 'conflict')?.details).toEqual({ savedCount: 1 });
    const kept = (await as.manager.templates.words({ versionId })).clauses[0]?.text as string;
    expect(await save(0, kept)).toMatchObject({ savedCount: 1 });
    await save(1, '');
    // Half-written is kept; it is not called ready.
    expect(await codeOf(as.manager.templates.review({ versionId, savedCount: 2 }))).toBe('template/not-ready');
    expect((await as.manager.templates.words({ versionId })).clauses[0]?.text).toBe('');
  });

  it('is read by its writer only where there is nobody else, and says so', async () => {
    const { versionId } = await as.manager.templates.startDraft({ kind: 'group-confidentiality', ...english });
    expect((await as.manager.templates.get({ versionId })).reviewers).toEqual([]);
    await as.manager.templates.review({ versionId, savedCount: 0 });
    const alone = await as.manager.templates.get({ versionId });
    expect(alone).toMatchObject({ state: 'reviewed', reviewedAt: expect.any(String) });
    expect(alone.reviewedBy?.id).toBe(alone.writtenBy?.id);
    const second = await lead();
    await second.templates.reopen({ versionId, savedCount: 0 });
    expect(await codeOf(as.manager.templates.review({ versionId, savedCount: 0 }))).toBe('template/other-reviewer');
    const publish = () =>
      as.manager.templates.publish({ versionId, savedCount: 0, isMaterialChange: true, changeSummary: '' });
    expect(await codeOf(publish())).toBe('template/not-reviewed');
    await second.templates.review({ versionId, savedCount: 0 });
    const { title, clauses } = await as.manager.templates.get({ versionId });
    expect(await codeOf(as.manager.templates.saveDraft({ versionId, savedCount: 0, title: 'X', clauses }))).toBe(
      'template/not-a-draft',
    );
    const published = await Promise.all([publish(), publish()]);
    expect(published[0]).toEqual(published[1]);
    expect(title).toBe('Coming to a group');
  });

  it('takes the place of the one before, which stays as it was signed; a material change is asked of whoever signed', async () => {
    const second = await lead();
    const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
    await as.client.agreements.sign(await as.signing(as.client, packId));
    const before = (await as.manager.templates.list()).documents.find(
      (one) => one.kind === 'working-agreement' && one.nation === nation && one.language === 'en-GB',
    );
    expect(before?.versions).toMatchObject([{ number: 1, state: 'published', standing: 1, waiting: 0 }]);
    const fromVersionId = before?.versions[0]?.id as string;
    const draft = { kind: 'working-agreement' as const, ...english, fromVersionId };
    const { versionId } = await as.manager.templates.startDraft(draft);
    const { title, clauses, standing, inForceId } = await as.manager.templates.get({ versionId });
    expect([standing, inForceId]).toEqual([1, fromVersionId]);
    const newer = reworded(
      clauses,
      '{whenSentence} A session is {length}. {placeSentence} New words. {plannedSentence}',
    );
    await as.manager.templates.saveDraft({ versionId, savedCount: 0, title, clauses: newer });
    await second.templates.review({ versionId, savedCount: 1 });
    const publish = (changeSummary: string) =>
      as.manager.templates.publish({ versionId, savedCount: 1, isMaterialChange: true, changeSummary });
    expect(await codeOf(publish(''))).toBe('bad-input');
    expect(await publish('A sentence about time.')).toMatchObject({ number: 2, askedAgain: 1 });
    const states = await rows(
      `SELECT v.number, v.state, v.content_sha256 FROM template_version v JOIN template t ON t.id = v.template_id
       WHERE v.practice_id = $1 AND t.kind = 'working-agreement' AND v.nation = $2 ORDER BY number`,
      [world.home.practiceId, nation],
    );
    expect(states.map(({ number, state }) => [number, state])).toEqual([
      [1, 'superseded'],
      [2, 'published'],
    ]);
    const prepared = await as.therapist.agreements.prepare({ clientId: world.home.byPhoneId });
    expect(prepared.versions.agreement).toMatchObject({ number: 2 });
    expect(JSON.stringify(prepared.versions.agreement.clauses)).toContain('New words.');
    const signed = await as.client.agreements.get({ packId });
    expect(JSON.stringify(signed.topics)).not.toContain('New words.');
    await expect(
      world.db.admin("UPDATE template_version SET clauses = '[]' WHERE id = $1", [versionId]),
    ).rejects.toThrow('never changed');
  });

  it('takes the next number when Heather’s own went out while it was written', async () => {
    const fresh = { kind: 'privacy-notice' as const, nation: 'scotland' as const, language: 'en-GB' as const };
    const second = await lead();
    const { versionId } = await as.manager.templates.startDraft({ ...fresh, fromVersionId: null });
    const read = await as.manager.practice.document({ kind: fresh.kind, nation: fresh.nation });
    const { contentSha256 } = read;
    await as.manager.practice.publishDocument({ kind: fresh.kind, nation: fresh.nation, contentSha256 });
    await second.templates.review({ versionId, savedCount: 0 });
    const { reviewedAt } = await as.manager.templates.get({ versionId });
    const asked = { versionId, savedCount: 0, isMaterialChange: false, changeSummary: '' };
    expect(await as.manager.templates.publish(asked)).toMatchObject({ number: 3, askedAgain: 0 });
    expect(await as.manager.templates.get({ versionId })).toMatchObject({ state: 'published', number: 3, reviewedAt });
    expect((await as.manager.practice.document({ kind: fresh.kind, nation: fresh.nation })).number).toBe(3);
  });

  it('in another language goes to those who read it, and to nobody else', async () => {
    const second = await lead();
    const welsh = { kind: 'privacy-notice' as const, nation, language: 'cy' as const, fromVersionId: null };
    const { versionId } = await as.manager.templates.startDraft(welsh);
    const { clauses } = await as.manager.templates.get({ versionId });
    const save = (list: readonly DraftClause[], savedCount: number) =>
      as.manager.templates.saveDraft({ versionId, savedCount, title: 'Hysbysiad', clauses: [...list] });
    await save(clauses, 0);
    const refused = await refusal(second.templates.review({ versionId, savedCount: 1 }));
    expect(refused).toMatchObject({ code: 'template/not-ready' });
    await save(
      clauses.map((one) => ({
        ...one,
        text: one.text.replaceAll('{retention}', '{retentionYears}'),
        summary: one.summary.replaceAll('{retention}', '{retentionYears}'),
      })),
      1,
    );
    await second.templates.review({ versionId, savedCount: 2 });
    await as.manager.templates.publish({ versionId, savedCount: 2, isMaterialChange: true, changeSummary: '' });
    const noticeOf = async (clientId: string) => (await as.therapist.agreements.prepare({ clientId })).versions.notice;
    expect((await noticeOf(world.home.byPhoneId)).language).toBe('en-GB');
    await world.db.admin("UPDATE client SET language = 'cy' WHERE id = $1", [world.home.byPhoneId]);
    expect(await noticeOf(world.home.byPhoneId)).toMatchObject({ language: 'cy', title: 'Hysbysiad' });
    expect(
      (await as.therapist.agreements.prepare({ clientId: world.home.byPhoneId })).versions.agreement.language,
    ).toBe('en-GB');
  });
});

describe('who is responsible in law', () => {
  it('is said for the practice and otherwise for one therapist, stands in words before the client, and what was signed stays', async () => {
    const rule = async () => as.manager.practice.party();
    const own = {
      name: 'Sam Reed Counselling',
      address: '1 Ash Way, Leeds',
      contact: '01632 960001',
      icoNumber: 'ZB123456',
    };
    const nobody = { name: null, address: null, contact: null, icoNumber: null };
    const { usual, therapists } = await rule();
    expect(usual).toEqual({ controller: 'practice', keeper: 'practice', mark: null });
    const mine = therapists.find(({ id }) => id === world.home.therapistId);
    const forPractice = {
      therapistId: null,
      controller: 'practice' as const,
      keeper: 'client-chooses' as const,
      own: nobody,
    };
    for (const caller of [as.therapist, as.frontDesk])
      expect(await codeOf(caller.practice.saveParty({ ...forPractice, mark: null }))).toBe('forbidden');
    await Promise.all([1, 2].map(() => as.manager.practice.saveParty({ ...forPractice, mark: null })));
    const forOne = { therapistId: world.home.therapistId, controller: 'both' as const, keeper: null, own };
    await as.manager.practice.saveParty({ ...forOne, mark: mine?.mark ?? null });
    expect(await codeOf(as.manager.practice.saveParty({ ...forOne, controller: 'therapist', mark: null }))).toBe(
      'conflict',
    );
    expect(await codeOf(as.manager.practice.saveParty({ ...forPractice, keeper: null, mark: null }))).toBe('bad-input');
    expect(
      await codeOf(as.manager.practice.saveParty({ ...forOne, therapistId: world.other.therapistId, mark: null })),
    ).toBe('not-found');

    const { packs } = await as.sendTo(world.home.halfId, 'online', {
      controllers: [{ name: 'Somebody else', role: 'practice', address: 'x', contact: 'y' }],
    });
    const packId = packs.find(({ clientId }) => clientId === world.home.halfId)?.packId as string;
    const half = await world.server.clientCaller(world.home.halfId);
    const said = async () => {
      const { topics, notice } = await half.agreements.get({ packId });
      return JSON.stringify([topics.find(({ clauseId }) => clauseId === 'parties'), notice]);
    };
    const first = await said();
    expect(first).toContain('and Sam Reed Counselling decide how your facts are used');
    expect(first).toContain('we ask you. Your record stays here or goes with');
    expect(first).not.toContain('Somebody else');
    const now = (await rule()).therapists.find(({ id }) => id === world.home.therapistId);
    await as.manager.practice.saveParty({
      ...forOne,
      controller: 'therapist',
      keeper: 'therapist',
      mark: now?.mark ?? null,
    });
    expect(await said()).toBe(first);
    const { frame } = await as.therapist.agreements.prepare({ clientId: world.home.halfId });
    expect(frame).toMatchObject({
      recordsAfter: 'therapist',
      controllers: [{ role: 'therapist', ...{ name: own.name, registrationNumber: 'ZB123456' } }],
    });
  });
});
