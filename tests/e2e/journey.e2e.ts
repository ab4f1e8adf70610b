import { countersign, expectPdf, sendAgreement, sign } from './journey/agree.ts';
import { acceptAsTherapist, offerPlace, triage } from './journey/allocate.ts';
import { answerAlert, fillMeasure, planCheckIns, planMeasure } from './journey/answer.ts';
import { arriveByMail, expectNeutral } from './journey/arrive.ts';
import { enquire } from './journey/enquire.ts';
import { asStaffSay, namesOf, type Person } from './journey/person.ts';
import { bookStanding, bookTalk, timesToTry } from './journey/stand.ts';
import { expectAccessible, expectNoComplaints, expectNothingKept } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { nextMail } from './support/mailbox.ts';

const person: Person = {
  firstName: 'Wynne',
  lastName: 'Halloran',
  email: 'w.h@post.example',
  telephone: '07700 900777',
};
const brings = 'Since the spring I cannot find my way back to things.';
const needs = 'Please speak slowly at first.';

test('from the first enquiry to the first answers, through both portals', async ({
  heather,
  openSignedOut,
  openStaff,
}) => {
  test.setTimeout(600_000);
  const phone = await openSignedOut(heather.clientUrl);
  const names = namesOf(person);

  await test.step('somebody asks, on a phone', () => enquire(phone.page, person, { brings, needs }));
  await test.step('the clinical lead reads and decides', async () => {
    const lead = await openStaff('Ruth Maddox');
    await triage(lead.page, person, brings);
    await lead.context.close();
  });
  const manager = await openStaff('Carys Nolan');
  const chosen = await test.step('the manager holds a place', () => offerPlace(manager.page, person, brings));
  const therapist = await openStaff(chosen);
  const therapistName = therapist.fullName;
  await test.step('the therapist takes it', () => acceptAsTherapist(therapist.page, person, brings));

  await test.step('the client says yes', async () => {
    await arriveByMail(phone.page, heather, person, 'A time is being kept for you');
    await expect(phone.page.getByRole('heading', { level: 1, name: /^We can offer you a time with/ })).toBeVisible();
    await expect(phone.page.getByText(therapistName).first()).toBeVisible();
    await expectAccessible(phone.page, names);
    await phone.page.getByRole('button', { name: 'Yes, I would like this' }).click();
    await expect(phone.page.getByRole('heading', { level: 1, name: /^You said yes to/ })).toBeVisible();
    await expectAccessible(phone.page, names);
    await phone.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(phone.page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  await test.step('the therapist sends the agreement', () => sendAgreement(therapist.page, person, 'online'));
  await test.step('the client reads and signs it', async () => {
    await arriveByMail(phone.page, heather, person, 'Something is ready for you');
    await expect(phone.page.getByText(/\d things?, about \d+ minutes?/)).toBeVisible();
    await expectAccessible(phone.page, names);
    await phone.page
      .getByRole('link', { name: /agreement/i })
      .first()
      .click();
    await sign(phone.page, person);
    expect(await expectPdf(phone.page, /^Download what you signed/)).toBeGreaterThan(1_000);
  });
  await test.step('the therapist countersigns, and both have a sealed copy', async () => {
    await countersign(therapist.page, person, therapistName);
    const mail = await nextMail(heather.mailUrl, person.email, 0, 'Your copy is ready');
    expectNeutral(mail, names);
    await phone.page.reload();
    expect(await expectPdf(phone.page, /^Download your sealed copy/)).toBeGreaterThan(10_000);
    await expectAccessible(phone.page, names);
  });
  await test.step('the standing session is booked, one moved, one cancelled', () =>
    bookStanding(therapist.page, person));
  await test.step('the client sees the next ones and where they stand', async () => {
    await phone.page.goto('/');
    await expect(phone.page.getByRole('heading', { name: 'Your first session' })).toBeVisible();
    await phone.page.getByText('What we agreed').click();
    await expectAccessible(phone.page, names);
    await phone.page.getByRole('link', { name: /See all your times$/ }).click();
    await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(phone.page, names);
  });
  await test.step('the therapist plans a check-in and a measure, and a talk tomorrow', async () => {
    await planCheckIns(therapist.page, person);
    await planMeasure(therapist.page, person, 'PHQ-9');
    await bookTalk(therapist.page, person, timesToTry('tomorrow'));
  });
  await test.step('the client answers one question a page, and one about safety', async () => {
    const thing = phone.page.getByRole('link', { name: /^Say how you have been/ });
    // What is due opens by the minute.
    await expect(async () => {
      await phone.page.goto('/');
      await expect(thing).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 90_000 });
    await expectAccessible(phone.page, names);
    await thing.click();
    await expectAccessible(phone.page, names);
    await fillMeasure(phone.page, names, 9);
  });
  await test.step('the therapist reads that answer and acts', () =>
    answerAlert(therapist.page, person, 'Rang at once. Safe tonight; we meet tomorrow and go on from there.'));
  await test.step('the score stands in the course, and is talked about', async () => {
    await therapist.page.goto('/caseload');
    await therapist.page.getByRole('link', { name: asStaffSay(person) }).click();
    await therapist.page.getByRole('link', { name: 'Course', exact: true }).click();
    await expect(therapist.page.getByRole('heading', { name: 'How the weeks have been, PHQ-9' })).toBeVisible();
    await expectAccessible(therapist.page, names);
    await therapist.page.getByRole('button', { name: 'We talked about it' }).click();
    await expect(therapist.page.getByText(/^Talked about with/)).toBeVisible();
  });
  await test.step('the client takes a yes back', async () => {
    await phone.page.goto('/consents');
    await expectAccessible(phone.page, names);
    await phone.page
      .getByRole('button', { name: /^Take back my yes/ })
      .first()
      .click();
    await expect(phone.page.getByText('Done. It is a no from now on.')).toBeVisible();
    await expectAccessible(phone.page, names);
  });
  await test.step('the manager saw none of it', async () => {
    await manager.page.goto('/');
    await expectAccessible(manager.page, names);
    for (const words of [brings, needs, 'PHQ-9']) await expect(manager.page.getByText(words)).toHaveCount(0);
  });
  expectNoComplaints(therapist.page);
  await expectNothingKept(therapist.page);
  await expectNothingKept(phone.page);
});
