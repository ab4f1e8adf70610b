export const kindWords = {
  adult: 'Adults in therapy',
  young: 'Young people',
  enquiry: 'Enquiries that were not taken up',
} as const;
export type Kind = keyof typeof kindWords;

export const sideWords = {
  practice: 'The practice itself',
  insurer: 'An insurer',
  'professional-body': 'A professional body',
  law: 'A law',
} as const;
export type Side = keyof typeof sideWords;

export const holdWords = {
  'legal-claim': 'A legal claim',
  complaint: 'A complaint',
  insurance: 'The insurer asked',
  regulator: 'A regulator or body asked',
  safeguarding: 'Safeguarding',
} as const;
export type HoldKind = keyof typeof holdWords;

/** A day that is a day, whatever the clock here says. */
export const dayText = (iso: string): string =>
  new Date(`${iso.slice(0, 10)}T12:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
/** An instant as people say it, on this device's clock. */
export const momentText = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
/** "1 record", "7 records". */
export const recordsText = (count: number): string => `${count} record${count === 1 ? '' : 's'}`;
