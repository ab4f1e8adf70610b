import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mailbox, startMailbox } from '@heather/mail';
import type { Page } from '@playwright/test';
import { countersign, sendAgreement, sign } from './journey/agree.ts';
import { acceptAsTherapist, offerPlace, triage } from './journey/allocate.ts';
import { arriveByMail } from './journey/arrive.ts';
import { namesOf, type Person } from './journey/person.ts';
import {
  comeIn,
  fillIdentity,
  inviteStaff,
  publishAll,
  readingHours,
  saveHours,
  saveProfile,
} from './journey/set-up.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, laptop, test } from './support/fixtures.ts';
import { type Heather, startHeather } from './support/heather.ts';
import { linkIn, nextMail } from './support/mailbox.ts';

const person: Person = {
  firstName: 'Maud',
  lastName: 'Prosser',
  email: 'm.p@post.example',
  telephone: '07700 900779',
};
const brings = 'The evenings have become very long.';

let mailbox: Mailbox;
let heather: Heather;
const folder = mkdtempSync(join(tmpdir(), 'heather-post-'));
test.beforeAll(async () => {
  test.setTimeout(120_000);
  mailbox = await startMailbox({ folder, port: 0 });
  heather = await startHeather({
    env: { HEATHER_DEMO: 'off', SMTP_URL: mailbox.smtpUrl, HEATHER_MAIL_FROM: 'post@practice.example' },
  });
  heather.mailUrl = mailbox.url;
});
test.afterAll(async () => {
  await heather?.stop();
  await mailbox?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('from an empty practice to a first signed client, without the command line', async ({ openSignedOut }) => {
  test.setTimeout(600_000);
  const { staffUrl, clientUrl } = heather;
  const manager = (await openSignedOut(staffUrl, laptop)).page;
  const invited = async (address: string): Promise<Page> => {
    const { page } = await openSignedOut(staffUrl, laptop);
    await page.goto(linkIn(await nextMail(mailbox.url, address, 0, 'Set up your way in'), staffUrl));
    return page;
  };

  await test.step('the first manager comes in by the link that was printed, once', async () => {
    const link = /http:\S+\/invitation#\S+/.exec(heather.said())?.[0] as string;
    await manager.goto(link);
    await expect(manager.getByRole('heading', { level: 1, name: 'Set up your practice' })).toBeVisible();
    await manager.getByLabel('What the practice is called').fill('Alder House');
    await manager.getByLabel('Your full name').fill('Nesta Rowe');
    await manager.getByLabel('Your short name').fill('Nesta R.');
    await manager.getByLabel('Your work e-mail address').fill('nesta@alder.example');
    await comeIn(manager, 'Set up the practice');
    await expect(
      manager.getByRole('heading', { name: 'Before the first client can be offered a place' }),
    ).toBeVisible();
    await expectAccessible(manager);
    const again = (await openSignedOut(staffUrl, laptop)).page;
    await again.goto(link);
    await expect(again.getByRole('heading', { level: 1, name: 'This link does not open anything' })).toBeVisible();
  });

  await test.step('who they are, when they read, where they work', async () => {
    await fillIdentity(manager);
    await readingHours(manager);
    await manager.goto('/set-up/closures');
    await manager.getByRole('button', { name: /^Close on these \d+ days$/ }).click();
    await expect(manager.getByText('You are closed on all of them')).toBeVisible();
    await expectAccessible(manager);
    await manager.goto('/set-up/rooms');
    await manager.getByRole('button', { name: 'Add a room' }).click();
    const room = manager.getByRole('dialog', { name: 'A new room' });
    await room.getByLabel('Name').fill('Garden room');
    await room.getByLabel('Address').fill('3 Alder Way, Hexham');
    await room.getByRole('checkbox', { name: 'There is a way in without steps' }).check();
    await room.getByRole('button', { name: 'Keep this room' }).click();
    await expect(manager.getByText('3 Alder Way, Hexham, step-free')).toBeVisible();
    await expectAccessible(manager);
    await manager.goto('/set-up/fees');
    await manager.getByRole('button', { name: 'Add a fee' }).click();
    const fee = manager.getByRole('dialog', { name: 'A new fee' });
    await fee.getByLabel('What it is for').fill('Individual');
    await fee.getByLabel('Fee in pounds').fill('55');
    await fee.getByRole('button', { name: 'Keep this fee' }).click();
    await expect(manager.getByText('£55 for 50 minutes, the usual one')).toBeVisible();
    await expectAccessible(manager);
  });

  await test.step('the agreement set is read and published', () => publishAll(manager));

  await test.step('a clinical lead and a therapist are invited', async () => {
    await inviteStaff(manager, 'Ivo Marsh', 'ivo@alder.example', 'Clinical lead');
    await inviteStaff(manager, 'Sunniva Dale', 'sunniva@alder.example', 'Therapist');
  });
  const lead = await invited('ivo@alder.example');
  const therapist = await invited('sunniva@alder.example');
  await test.step('both come in by their mail, with a second step', async () => {
    for (const page of [lead, therapist]) {
      await comeIn(page, 'Accept the invitation');
      await expectAccessible(page);
    }
  });

  await test.step('an offer waits until the therapist is whole', async () => {
    await manager.goto('/set-up');
    await expect(manager.getByText('Sunniva D. still needs: registration, fee, hours, insurance.')).toBeVisible();
    await expectAccessible(manager);
    await manager.goto('/staff');
    await expectAccessible(manager);
    await manager.getByRole('link', { name: 'Sunniva Dale' }).click();
    await saveProfile(manager);
    await saveHours(manager);
  });

  await test.step('the ladder', async () => {
    await manager.goto('/set-up/ladder');
    await manager.getByLabel('Who').selectOption('Ivo Marsh');
    await manager.getByLabel('As', { exact: true }).selectOption('Clinical lead');
    await manager.getByRole('button', { name: 'Put on the ladder' }).click();
    await expect(manager.getByRole('button', { name: 'Take off Ivo Marsh' })).toBeVisible();
    await expectAccessible(manager);
    await manager.goto('/set-up');
    await expect(manager.getByText('Everything is set up.')).toBeVisible();
    await expectAccessible(manager);
  });

  await test.step('somebody rings', async () => {
    await manager.goto('/enquiries/new');
    await manager.getByLabel('First name', { exact: true }).fill(person.firstName);
    await manager.getByLabel('Last name', { exact: true }).fill(person.lastName);
    await manager.getByLabel('E-mail', { exact: true }).fill(person.email);
    await manager.getByRole('checkbox', { name: /^Safe to (write|mail|e-mail)/ }).check();
    await manager.getByLabel('What brings them').fill(brings);
    await manager.getByRole('button', { name: 'Keep the enquiry' }).click();
    await expect(manager.getByRole('heading', { level: 1, name: 'The enquiry is kept' })).toBeVisible();
  });
  await test.step('the clinical lead decides', () => triage(lead, person, brings, 'Ivo'));
  await test.step('a place is held', () => offerPlace(manager, person, brings));
  await test.step('the therapist takes it', () => acceptAsTherapist(therapist, person, brings));
  const phone = (await openSignedOut(clientUrl)).page;
  await test.step('the client says yes, by the link in their mail', async () => {
    await arriveByMail(phone, heather, person, 'A time is being kept for you');
    await phone.getByRole('button', { name: 'Yes, I would like this' }).click();
    await expect(phone.getByRole('heading', { level: 1, name: /^You said yes to/ })).toBeVisible();
    await phone.getByRole('button', { name: 'Sign out' }).click();
    await expect(phone.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });
  await test.step('the frame carries what was set up', async () => {
    await sendAgreement(therapist, person, 'online');
    await arriveByMail(phone, heather, person, 'Something is ready for you');
    await phone
      .getByRole('link', { name: /agreement/i })
      .first()
      .click();
    await sign(phone, person);
    await expectAccessible(phone, namesOf(person));
  });
  await test.step('and is countersigned and sealed', () => countersign(therapist, person, 'Sunniva Dale'));

  await test.step('the therapist leaves: nothing of theirs answers any more', async () => {
    await manager.goto('/staff');
    await manager.getByRole('link', { name: 'Sunniva Dale' }).click();
    await manager.getByRole('link', { name: 'End this person’s access' }).click();
    await expect(manager.getByText('Their clients, to be given to somebody else')).toBeVisible();
    await expectAccessible(manager, namesOf(person));
    await manager.getByRole('radio', { name: /^Now/ }).check();
    await manager.getByRole('button', { name: 'End access' }).click();
    await expect(manager.getByRole('heading', { level: 1, name: /has no access any more$/ })).toBeVisible();
    await therapist.goto('/caseload');
    await expect(therapist.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });
});
