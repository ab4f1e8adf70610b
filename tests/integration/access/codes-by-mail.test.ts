import { randomUUID } from 'node:crypto';
import { makeEpisode, openGround, saveGround } from '@heather/seed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actors, key, now, openWorld, type World } from '../agreements/world.ts';

let world: World;
let on: Awaited<ReturnType<typeof actors>>;
beforeEach(async () => {
  world = await openWorld();
  on = await actors(world);
});
afterEach(() => world.close());

const owned = 'safe@client.example';
const contactOf = (email: string | null, more: object = {}) => ({
  email,
  emailIsSafe: email !== null,
  emailIsShared: false,
  telephone: '07700 900123',
  telephoneIsSafe: true,
  textIsSafe: false,
  mayLeaveMessage: false,
  messageAs: null,
  postalAddress: null,
  postIsSafe: false,
  fromLocal: null,
  untilLocal: null,
  prefers: 'telephone' as const,
  ...more,
});
const enquiryOf = (email: string, more: object = {}) => ({
  idempotencyKey: randomUUID(),
  firstName: 'Mallory',
  lastName: 'Stone',
  knownAs: null,
  pronouns: null,
  nation: 'england-and-wales' as const,
  contact: contactOf(email),
  practical: { episodeKind: 'individual' as const, others: [], wishes: {}, needs: [] },
  needs: null,
  brings: null,
  ...more,
});

const codePattern = /\b\d{6}\b/;
/** Codes that left since, and where to. */
async function codesOf(act: () => Promise<unknown>): Promise<{ to: string; code: string }[]> {
  const before = world.sent.length;
  await act();
  await world.server.runJobs();
  return world.sent
    .slice(before)
    .flatMap(({ to, text }) => (codePattern.test(text) ? [{ to, code: codePattern.exec(text)?.[0] as string }] : []));
}
const ask = (address: string) => codesOf(() => world.server.signedOutClient().account.requestCode({ address }));
const signIn = async (address: string) => {
  const [sent] = await ask(address);
  return world.server.post('client', 'account.signInWithCode', { address, code: sent?.code ?? '000000' });
};
/** The newest link that was mailed to this address, as its page holds it. */
const linkTo = (address: string) => {
  const mail = world.sent.findLast(({ to, text }) => to === address && /\/sign[/#]/.test(text));
  return /\/sign[/#]([\w-]{43})/.exec(mail?.text ?? '')?.[1] as string;
};

describe('whoever types an address does not become the client', () => {
  it.each(['frontDesk', 'manager'] as const)('%s: neutral mail goes there, a code does not', async (who) => {
    const { clientId, therapistId } = world.home;
    expect((await signIn(owned)).statusCode).toBe(200);
    const address = 'desk@elsewhere.example';
    await on[who].clients.updateContact({ clientId, contact: contactOf(address) });
    expect(await ask(address)).toEqual([]);
    expect(await ask(owned)).toEqual([]);
    // What is neutral still arrives, and the link in it opens for nobody without a code that the therapist says.
    await on.sendTo(clientId);
    await world.server.runJobs();
    const token = linkTo(address);
    const codes = await codesOf(async () => {
      expect(await world.server.signedOutClient().agreements.openLink({ token })).toEqual({ next: 'spoken-code' });
    });
    expect(codes).toEqual([]);
    // The therapist hears of it by a mail that says nothing.
    const { rows } = await world.db.admin(
      `SELECT template FROM outbox_mail WHERE staff_id = $1 AND idempotency_key LIKE 'address:%'`,
      [therapistId],
    );
    expect(rows).toEqual([{ template: 'something-to-read' }]);
  });

  it('nor before the first sign-in, once an offer went out or there is a course', async () => {
    const { byPhoneId } = world.home;
    const address = 'desk@elsewhere.example';
    await on.frontDesk.clients.updateContact({ clientId: byPhoneId, contact: contactOf(address) });
    expect(await ask(address)).toEqual([]);
  });

  it('nor by saying that nobody else reads an address which its owner called shared', async () => {
    const { clientId } = world.home;
    await on.client.clients.keepMyContact({ contact: contactOf(owned, { emailIsShared: true }) });
    expect(await ask(owned)).toEqual([]);
    await on.frontDesk.clients.updateContact({ clientId, contact: contactOf(owned) });
    expect(await ask(owned)).toEqual([]);
  });

  it('the client comes in by a code that their therapist says, says that it is theirs, and codes go there', async () => {
    const { clientId } = world.home;
    const address = 'new@client.example';
    await on.frontDesk.clients.updateContact({ clientId, contact: contactOf(address) });
    expect((await on.therapist.clients.get({ clientId })).isMailUnproven).toBe(true);
    const { code } = await on.therapist.account.makeSpokenCode({ clientId });
    const signedIn = await world.server.post('client', 'account.signInWithSpokenCode', { code });
    expect(signedIn.statusCode).toBe(200);
    expect(await ask(address)).toEqual([]);
    await on.client.clients.keepMyContact({ contact: contactOf(address) });
    expect((await ask(address)).map(({ to }) => to)).toEqual([address]);
    expect((await on.therapist.clients.get({ clientId })).isMailUnproven).toBe(false);
  });

  it('somebody with nothing here yet, taken down on the telephone, comes in for the first time at a corrected address', async () => {
    const { enquiryId } = await on.frontDesk.enquiries.add({ enquiry: enquiryOf('tpyo@mallory.example') });
    const { rows } = await world.db.admin('SELECT client_id FROM enquiry WHERE id = $1', [enquiryId]);
    const clientId = rows[0].client_id as string;
    await on.frontDesk.clients.updateContact({ clientId, contact: contactOf('typo@mallory.example') });
    expect((await signIn('typo@mallory.example')).statusCode).toBe(200);
  });
});

describe('a box that two read', () => {
  it('gets no code, for signing in or for a link; the link says to ask for a spoken one', async () => {
    const { clientId } = world.home;
    await on.sendTo(clientId);
    await world.server.runJobs();
    await on.client.clients.keepMyContact({ contact: contactOf(owned, { emailIsShared: true }) });
    expect(await ask(owned)).toEqual([]);
    const codes = await codesOf(async () => {
      const answer = await world.server.signedOutClient().agreements.openLink({ token: linkTo(owned) });
      expect(answer).toEqual({ next: 'spoken-code' });
    });
    expect(codes).toEqual([]);
  });

  it('one of a couple who gives the other’s address opens nothing with it, and takes nothing from them', async () => {
    const { halfId, otherHalfId } = world.home;
    const theirs = 'half@client.example';
    const other = await world.server.clientCaller(otherHalfId);
    await other.clients.keepMyContact({ contact: contactOf(theirs) });
    await on.sendTo(halfId);
    await world.server.runJobs();
    const tokens = world.sent.flatMap(({ to, text }) =>
      to === theirs ? [/\/sign[/#]([\w-]{43})/.exec(text)?.[1] as string] : [],
    );
    expect(tokens).toHaveLength(2);
    const opened = [];
    for (const token of tokens) opened.push((await world.server.signedOutClient().agreements.openLink({ token })).next);
    expect(opened.toSorted()).toEqual(['code', 'spoken-code']);
    await world.server.runJobs();
    const [sent] = await ask(theirs);
    const entered = await world.server.post('client', 'account.signInWithCode', { address: theirs, code: sent?.code });
    expect(entered.statusCode).toBe(200);
    const { rows } = await world.db.admin(
      `SELECT client_id FROM auth.client_sign_in ORDER BY created_at DESC, id DESC LIMIT 1`,
    );
    expect(rows[0].client_id).toBe(halfId);
  });

  it('a partner who enquires with one address for both is kept with none for the second', async () => {
    const lead = await leadOf();
    const others = [{ firstName: 'Alex', lastName: 'Stone', email: 'both@stone.example' }];
    const practical = { episodeKind: 'couple' as const, others, wishes: {}, needs: [] };
    await world.server.signedOutClient().enquiries.make({
      enquiry: enquiryOf('Both@stone.example', { practical }),
      noticeVersionId: null,
    });
    await lead.enquiries.triage(triageOf((await newAt('Both@stone.example')).id, 'couple'));
    const { rows } = await world.db.admin(
      `SELECT c.first_name, s.email, s.email_is_safe FROM client c JOIN safe_contact s ON s.client_id = c.id
       WHERE c.last_name = 'Stone' ORDER BY c.first_name`,
    );
    expect(rows).toEqual([
      { first_name: 'Alex', email: null, email_is_safe: false },
      { first_name: 'Mallory', email: 'Both@stone.example', email_is_safe: true },
    ]);
  });
});

describe('a stranger’s enquiry with somebody’s address', () => {
  it('does not shut them out, nor once it waits for a place', async () => {
    expect((await signIn(owned)).statusCode).toBe(200);
    await world.server.signedOutClient().enquiries.make({ enquiry: enquiryOf(owned), noticeVersionId: null });
    expect((await signIn(owned)).statusCode).toBe(200);
    const lead = await leadOf();
    await lead.enquiries.triage(triageOf((await newAt(owned)).id, 'individual'));
    expect((await signIn(owned)).statusCode).toBe(200);
    await on.sendTo(world.home.clientId);
    await world.server.runJobs();
    const codes = await codesOf(() => world.server.signedOutClient().agreements.openLink({ token: linkTo(owned) }));
    expect(codes.map(({ to }) => to)).toEqual([owned]);
  });

  it('their own second enquiry leaves them their way in, and its link opens too', async () => {
    const { clientId, practiceId, therapistId } = world.home;
    expect((await signIn(owned)).statusCode).toBe(200);
    const { rows: who } = await world.db.admin('SELECT first_name, last_name FROM client WHERE id = $1', [clientId]);
    const again = openGround({ now: Temporal.Instant.from(now) });
    await world.server.signedOutClient().enquiries.make({
      enquiry: enquiryOf(owned, { firstName: who[0].first_name, lastName: who[0].last_name }),
      noticeVersionId: null,
    });
    expect((await signIn(owned)).statusCode).toBe(200);
    const enquiry = await newAt(owned);
    await (await leadOf()).enquiries.triage(triageOf(enquiry.id, 'individual'));
    const second = { id: enquiry.clientId, practiceId };
    makeEpisode(again, { therapist: { id: therapistId }, clients: [second], state: 'proposed' });
    await saveGround(world.db.worker, world.db.vault, again);
    await on.sendTo(second.id);
    await world.server.runJobs();
    const codes = await codesOf(() => world.server.signedOutClient().agreements.openLink({ token: linkTo(owned) }));
    expect(codes.map(({ to }) => to)).toEqual([owned]);
    expect((await signIn(owned)).statusCode).toBe(200);
  });
});

const triageOf = (enquiryId: string, episodeKind: 'individual' | 'couple') => ({
  enquiryId,
  decision: 'suitable' as const,
  note: null,
  referredTo: null,
  nextContactOn: null,
  episodeKind,
  wishes: {},
});

/** The enquiry that came by the web page with this address. */
async function newAt(email: string): Promise<{ id: string; clientId: string }> {
  const { rows } = await world.db.admin(
    `SELECT e.id, e.client_id AS "clientId" FROM enquiry e JOIN safe_contact s ON s.practice_id = e.practice_id AND s.client_id = e.client_id
     WHERE e.practice_id = $1 AND e.source = 'web' AND e.state = 'new' AND e.recorded_by_id IS NULL AND s.email = $2
       AND e.idempotency_key NOT LIKE 'seed-%'`,
    [world.home.practiceId, email],
  );
  return rows[0];
}

async function leadOf() {
  const leadId = key();
  await world.db.admin(
    `INSERT INTO staff_member (practice_id, id, full_name, short_name, email, state) VALUES ($1, $2, 'Ruth Lead', 'Ruth', $3, 'active')`,
    [world.home.practiceId, leadId, `${leadId}@staff.example`],
  );
  await world.db.admin(`INSERT INTO staff_role (practice_id, staff_id, role) VALUES ($1, $2, 'clinical-lead')`, [
    world.home.practiceId,
    leadId,
  ]);
  return world.server.callerFor(leadId);
}
