import type { OptionalConsentClause } from '../clause.ts';

type Draft = Omit<OptionalConsentClause, 'kind' | 'clauseId' | 'yesLabel' | 'noLabel' | 'summary'> & { id: string };

/** Said under every question. Both answers weigh the same. */
export const bothAreFine = 'Both are fine. Your sessions stay the same. You can change your mind here, any day.';

const drafts: Draft[] = [
  {
    id: 'gp-contact',
    heading: 'Write to my GP',
    question: 'May we write to your GP?',
    text: 'We would tell your GP that you see {therapist}, and how it goes, in a few lines. You read each letter before we send it.',
    afterWithdrawal: 'We do not write to your GP any more. What we sent stays with them.',
    purpose: 'Work together with the GP',
    dataCategories: ['identity', 'health'],
    recipients: ['the client’s GP'],
  },
  {
    id: 'recording',
    heading: 'Record sessions',
    question: 'May we record some sessions?',
    text: '{therapist} would listen back to learn, and may play parts to a supervisor. We ask you again each time. We wipe each one within three months.',
    afterWithdrawal: 'We record nothing more, and wipe what we have within a week.',
    purpose: 'Therapist’s own learning and supervision',
    dataCategories: ['voice or picture', 'health'],
    recipients: ['the therapist’s supervisor'],
    validMonths: 12,
  },
  {
    id: 'supervision-named',
    heading: 'Use my name in supervision',
    question: 'May {therapist} use your name in supervision?',
    text: '{therapist} talks about the work with a supervisor, and does not say your name. At times it helps if the supervisor knows who you are.',
    afterWithdrawal: 'From then on your name is not said. The supervisor may still recall it.',
    purpose: 'Supervision in which the client can be known',
    dataCategories: ['identity', 'health'],
    recipients: ['the therapist’s supervisor'],
  },
  {
    id: 'answers-without-name',
    heading: 'Use answers without my name',
    question: 'May we use your answers, without your name, to see how we are doing?',
    text: 'We add them to the answers of many people. No one could tell which were yours.',
    afterWithdrawal: 'We leave your answers out from then on. Sums made before stay as they are.',
    purpose: 'Outcomes in groups of at least five clients and three therapists',
    dataCategories: ['answers to measures'],
    recipients: [],
  },
  {
    id: 'content-in-messages',
    heading: 'Say more in messages',
    question: 'May our messages say what they are about?',
    text: 'Our emails and texts say only that there is something new. With your yes, they can give the day and the time, and who you meet. Someone who sees your phone could read that.',
    afterWithdrawal: 'Our messages say only that there is something new.',
    purpose: 'Details of appointments in e-mail and text messages',
    dataCategories: ['identity', 'appointments'],
    recipients: ['mail and telephone carriers'],
  },
];

/** The optional consents, each by itself. `consent.<what>` is the key that feature gates read. */
export function consentClauses(): OptionalConsentClause[] {
  return drafts.map(({ id, ...rest }) => ({
    kind: 'optional_consent',
    clauseId: `consent.${id}`,
    yesLabel: 'Yes, you may',
    noLabel: 'No, please don’t',
    summary: rest.heading,
    lawfulBasis: 'consent',
    healthCondition: 'explicit-consent',
    ...rest,
  }));
}
