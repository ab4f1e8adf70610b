/** The exact words beside the name and on the button. Change a word, change the version: signatures keep what they saw. */
export const statementVersion = '2026-11-23';

export const intentStatement = {
  client: 'I have read this agreement and I agree to it. I type my name here to sign it.',
  therapist: 'I have read this agreement and I agree to keep it. I type my name here to sign it.',
} as const;

export const buttonLabel = { client: 'Sign my agreement', therapist: 'Countersign' } as const;

/** One sentence on signing electronically, with the other way beside it. */
export const eSignSentence = 'You can sign here, or ask us for paper to sign. Both count the same.';

/** A notice is seen, not agreed to. */
export const noticeStatement = 'I have seen the privacy notice.';

export const talkLabel = 'Let’s talk about this first';
