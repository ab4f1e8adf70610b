import { type WorkingAgreement, type WorkingAgreementInput, workingAgreementSchema } from './frame.ts';
import { ownSet } from './own-set/index.ts';
import { defaultLimits } from './template.ts';

/** A whole frame for tests and previews; every person in it is made up. */
export function exampleFrame(over: Partial<WorkingAgreementInput> = {}): WorkingAgreement {
  const nation = over.nation ?? 'england-and-wales';
  return workingAgreementSchema.parse({
    parties: {
      client: { name: 'Priya S' },
      therapist: { name: 'Leila', registration: { body: 'BACP', number: '00381204' } },
      practice: { name: 'Fern Row' },
    },
    controllers: [
      {
        name: 'Fern Row',
        role: 'practice',
        address: '4 Fern Row, Leeds',
        contact: 'hello@fernrow.example',
        registrationNumber: 'ZB000000',
      },
    ],
    recordsAfter: 'practice',
    nation,
    day: 2,
    time: '17:30',
    zone: 'Europe/London',
    everyWeeks: 1,
    lengthMinutes: 50,
    place: { kind: 'room', name: 'Room 2', address: '4 Fern Row, Leeds', access: 'There are no stairs' },
    feePence: 4500,
    currency: 'GBP',
    paymentTerms: { due: { when: 'within-days', days: 7 }, methods: ['card', 'bank-transfer'] },
    cancellationWindowHours: 24,
    contactBetweenSessions: { ways: ['portal-message'], answerWithinWorkingDays: 2 },
    limits: defaultLimits(ownSet(nation).agreement),
    supervision: { form: 'one-to-one' },
    notes: { retentionYears: 7 },
    reviewEverySessions: 6,
    plannedSessions: 12,
    howWeWork: { pace: 'Slow, with time to think.', whenStuck: 'We stop and say so.' },
    ...over,
  });
}
