import { countersign, sendAgreement, thinkAgain } from './journey/agree.ts';
import { acceptAsTherapist, offerPlace, triage } from './journey/allocate.ts';
import { asStaffSay, namesOf, type Person } from './journey/person.ts';
import { bookStanding, bookTalk, timesToTry } from './journey/stand.ts';
import { enterPaper, recordPaper, recordYes, takeCall } from './journey/telephone.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

const person: Person = { firstName: 'Garth', lastName: 'Lockyer', email: '', telephone: '07700 900778' };
const brings = 'I do not leave the house much any more.';

test('somebody with a telephone and no e-mail reaches the first scored answers on paper', async ({ openStaff }) => {
  test.setTimeout(600_000);
  const desk = await openStaff('Bethan Price');
  await test.step('they ring', () => takeCall(desk.page, person, brings));
  const lead = await openStaff('Ruth Maddox');
  await test.step('the clinical lead decides', () => triage(lead.page, person, brings));
  const manager = await openStaff('Carys Nolan');
  const chosen = await test.step('a place is held', () => offerPlace(manager.page, person, brings));
  const therapist = await openStaff(chosen);
  await test.step('the therapist takes it', () => acceptAsTherapist(therapist.page, person, brings));
  await test.step('they say yes on the telephone', () => recordYes(desk.page, person));
  await test.step('the agreement is made for paper', () => sendAgreement(therapist.page, person, 'paper'));
  await test.step('the therapist thinks again', () => thinkAgain(therapist.page, person));
  await test.step('what they signed is recorded', () => recordPaper(therapist.page, person));
  await test.step('and countersigned', () => countersign(therapist.page, person, therapist.fullName));
  await test.step('the standing session is booked', () => bookStanding(therapist.page, person));
  await test.step('PHQ-9 is entered from paper', () => enterPaper(therapist.page, person, 'PHQ-9', 1));
  await test.step('their day shows them', async () => {
    await bookTalk(therapist.page, person, timesToTry('today'));
    await therapist.page.goto('/');
    const row = therapist.page
      .getByRole('listitem')
      .filter({ has: therapist.page.getByRole('heading', { name: asStaffSay(person) }) });
    await expect(row.getByText(/^PHQ-9 8 on \d{1,2} \w+, not yet talked about$/)).toBeVisible();
    await expectAccessible(therapist.page, namesOf(person));
  });
});
