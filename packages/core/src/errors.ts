/** The closed list of refusals. The API answers with the code and its words; nothing else about the cause leaves the server. */
export type ErrorCode = keyof typeof errorWords;

type ErrorEntry = { status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503; words: string };

/** One map from code to HTTP status and to words. Words say what to do next, never what somebody did wrong. */
export const errorWords = {
  'bad-input': { status: 400, words: 'Something here could not be read. Check the marked answers and try again.' },
  'too-large': { status: 413, words: 'That is more than fits here. Shorten it and try again.' },
  'too-many-calls': { status: 400, words: 'Too much was asked at once. Ask for less at a time.' },
  'signed-out': {
    status: 401,
    words: 'You are signed out. Your words are still here. Sign in in a new tab, then press once more.',
  },
  'second-factor-needed': { status: 401, words: 'Set up a second step for signing in before you go on.' },
  'step-up-needed': { status: 401, words: 'Confirm that it is you, then try again.' },
  forbidden: { status: 403, words: 'Your role does not include this.' },
  'not-found': { status: 404, words: 'There is nothing here, or it is not yours to see.' },
  conflict: { status: 409, words: 'Somebody else changed this a moment ago. Look again, then decide.' },
  'wrong-order': { status: 409, words: 'Another step comes before this one.' },
  'rate-limited': { status: 429, words: 'That was tried many times. Wait a few minutes, then try again.' },
  unavailable: { status: 503, words: 'We cannot do this just now. Nothing was lost; try again in a minute.' },
  'demonstration-only': { status: 404, words: 'There is nothing here, or it is not yours to see.' },

  'auth/not-matched': {
    status: 422,
    words: 'The address or the password does not match. Check both, then try again.',
  },
  'auth/weak-password': { status: 422, words: 'Choose a longer password: at least 12 characters, not your address.' },
  'auth/last-second-step': {
    status: 409,
    words: 'This is your only second step. Set up another one first, then remove this.',
  },
  'auth/passkey-failed': { status: 422, words: 'That passkey did not work here. Try again, or use another way.' },
  'auth/code-wrong': { status: 422, words: 'That code does not match. Check it, or ask for a new one.' },
  'auth/code-expired': { status: 410, words: 'That code has run out. Ask for a new one.' },
  'auth/link-invalid': { status: 410, words: 'This link does not work any more. We can send you a new one.' },
  'auth/no-safe-address': {
    status: 422,
    words: 'We have no safe address to send a code to. Ask your therapist for a code.',
  },

  'rights/held': {
    status: 409,
    words: 'Something keeps this record, so it is not destroyed. What it is stands beside it.',
  },
  'rights/days-of-grace-over': { status: 409, words: 'The days in which this could be undone are over.' },
  'rights/not-in-future': { status: 422, words: 'Give a day that is still to come.' },
  'rights/about-yourself': {
    status: 409,
    words: 'A complaint is looked into by somebody whom it is not about. Choose somebody else.',
  },
  'rights/nobody-to-handle': {
    status: 409,
    words: 'Nobody here could look into this whom it is not about. Write to the regulator: the address is below.',
  },

  'enquiry/no-way-to-reach': { status: 422, words: 'Give one safe way to reach you: e-mail, telephone or post.' },
  'enquiry/already-triaged': { status: 409, words: 'This enquiry was decided already.' },

  'offer/already-held': { status: 409, words: 'Somebody else has just offered this place. Choose another.' },
  'offer/lapsed': { status: 410, words: 'This offer has run out. The place may have gone to someone else.' },
  'offer/wrong-state': { status: 409, words: 'This offer has moved on since you opened it.' },
  'offer/conflict-of-role': {
    status: 409,
    words: 'A conflict of role means declining. Nobody else is told why.',
  },
  'offer/not-yet-lapsed': { status: 409, words: 'This offer still has time to run.' },
  'allocation/sessions-stand': {
    status: 409,
    words:
      'Sessions with this therapist are still to come. End them on the client’s Sessions page first, then change the therapist.',
  },
  'allocation/assessment-open': {
    status: 409,
    words: 'Another therapist has the assessment already. Look at the sessions of this person.',
  },
  'offer/already-open': { status: 409, words: 'This person already has an open offer.' },

  'agreement/superseded': {
    status: 409,
    words: 'The wording has changed since you opened it. Please read the new one.',
  },
  'agreement/already-signed': { status: 409, words: 'You have signed this already.' },
  'agreement/mailed-lately': {
    status: 429,
    words: 'A mail left a moment ago. Wait ten minutes before you send another.',
  },
  'agreement/expired': { status: 410, words: 'The time for signing has passed. Your therapist can send it again.' },
  'agreement/name-missing': { status: 422, words: 'Type your full name. It counts as your signature.' },
  'agreement/item-unanswered': { status: 422, words: 'Choose yes or no for each question before you sign.' },
  'agreement/notice-unread': { status: 422, words: 'Confirm that you have seen the privacy notice.' },
  'agreement/not-countersignable': { status: 409, words: 'The client signs first.' },
  'agreement/version-not-published': { status: 409, words: 'Only a published wording can be sent.' },
  'agreement/wrong-nation': {
    status: 422,
    words: 'This wording is for another nation. Choose the one for where the client lives.',
  },
  'agreement/limits-do-not-match': {
    status: 422,
    words: 'The limits chosen are not those of this wording. Check the list.',
  },
  'agreement/other-person': {
    status: 409,
    words: 'This page is for somebody else. If the mail came to you, sign out first, then open it again.',
  },
  'agreement/nobody-to-sign': {
    status: 409,
    words: 'There is no course of therapy to agree on yet. It begins with an accepted offer.',
  },
  'agreement/paper-time': {
    status: 422,
    words: 'Give the day and time on the paper: after it was made, and not ahead of now.',
  },
  'agreement/change-open': {
    status: 409,
    words: 'Other words for this line are waiting for an answer already.',
  },
  'agreement/change-closed': { status: 409, words: 'This change has been settled already. Please read it again.' },
  'agreement/change-too-late': {
    status: 409,
    words: 'Somebody has signed these words already. Send a new agreement with the other words.',
  },
  'agreement/change-by-frame': {
    status: 422,
    words: 'This line follows the day, the fee or the notice that you set. Prepare a new agreement to change those.',
  },
  'agreement/not-your-turn': {
    status: 409,
    words: 'Somebody else signs this first. You get a mail when it is your turn.',
  },
  'agreement/scan-not-readable': {
    status: 422,
    words: 'This file cannot be kept. Choose a PDF without scripts, or a JPEG or PNG picture, of at most 700 kB.',
  },
  'agreement/closed': { status: 409, words: 'This agreement is closed.' },
  'consent/not-optional': {
    status: 422,
    words: 'This is a term of the agreement, not a consent. Talk to your therapist about it.',
  },
  'consent/already-withdrawn': { status: 409, words: 'This was withdrawn already. Nothing more is needed.' },

  'practice/not-ready': {
    status: 409,
    words: 'The practice is not set up for this yet. The list of what is missing says what comes first.',
  },
  'practice/name-taken': { status: 409, words: 'That name is in use already. Choose another.' },
  'template/not-a-draft': {
    status: 409,
    words: 'Somebody has read, published or put away this wording meanwhile. Open it again.',
  },
  'template/not-reviewed': { status: 409, words: 'Somebody reads the whole wording before it is published.' },
  'template/other-reviewer': {
    status: 409,
    words: 'You wrote this. Another manager or a clinical lead reads it before it is published.',
  },
  'template/not-ready': { status: 422, words: 'Something is still missing. It is said beside each clause.' },
  'staff/last-manager': {
    status: 409,
    words: 'A practice keeps one manager at least. Make somebody else a manager first.',
  },

  'client/not-at-rest': {
    status: 409,
    words: 'Something is still open in the record that would close. Keep that one instead, or end what is open first.',
  },
  'client/joined-already': {
    status: 409,
    words:
      'One of these records is joined with another already. Open the record that goes on, or take them apart first.',
  },
  'client/too-late-to-part': { status: 409, words: 'These records were joined more than 30 days ago and stay joined.' },

  'import/too-many-open': {
    status: 409,
    words: 'Too many files are waiting for your word. Bring them in or discard them first.',
  },
  'import/part-missing': { status: 409, words: 'A part of the file has not arrived. Choose the file once more.' },
  'import/wrong-state': { status: 409, words: 'This file has moved on since you opened it. Look again, then decide.' },
  'import/nothing-ready': { status: 409, words: 'No line of this file can come in as it stands. See why below.' },

  'scheduling/slot-taken': { status: 409, words: 'That time is taken. Choose another.' },
  'scheduling/outside-hours': { status: 422, words: 'That time is outside the hours given.' },
  'scheduling/in-the-past': { status: 422, words: 'That time has passed.' },
  'scheduling/too-far-ahead': { status: 422, words: 'That date is too far ahead.' },
  'scheduling/bad-rule': { status: 422, words: 'This pattern makes no session. Check day, time and number.' },
  'scheduling/same-time': { status: 409, words: 'The session is at that time already.' },
  'scheduling/too-late-to-move': {
    status: 409,
    words: 'It is too late to move this here. Please ring us, or tell us that you cannot come.',
  },
  'scheduling/already-standing': { status: 409, words: 'There is a standing session already. Change or end that one.' },
  'scheduling/not-begun': { status: 409, words: 'This session has not begun yet. Record it once it has.' },
  'scheduling/wrong-state': { status: 409, words: 'This session has changed since you opened it.' },
  'scheduling/not-agreed': { status: 409, words: 'The agreement is signed first; the standing time follows from it.' },

  'absence/overlaps': {
    status: 409,
    words: 'Time away is said for some of these days already. End that one first, or choose other days.',
  },
  'absence/words': { status: 422, words: 'Some words cannot leave in a message. Change the marked ones.' },
  'absence/already-told': {
    status: 409,
    words: 'Somebody has been told already, so this cannot be taken back. Say instead when they are here again.',
  },
  'absence/no-time': { status: 409, words: 'They have no time free near that one. Ask somebody else.' },
  'absence/time-gone': { status: 410, words: 'That time is no longer held. Choose another, or ring us.' },
  'will/not-in-force': {
    status: 409,
    words: 'One of the two trustees no longer works here. Ask the clinical lead what to do.',
  },
  'will/already-live': { status: 409, words: 'It is being opened just now. Look again, then decide.' },

  'fee/nothing-owed': { status: 409, words: 'Nothing is owed here any more. Look again, then decide.' },
  'fee/too-much': { status: 422, words: 'That is more than is owed. Check the sum and try again.' },
  'fee/no-credit': { status: 422, words: 'That is more than was paid ahead. Check the sum and try again.' },
  'fee/not-taken': { status: 409, words: 'The money was not taken. Nothing was recorded; try another way.' },
  'fee/shares-too-large': { status: 422, words: 'Together these shares are more than the whole fee.' },
  'fee/too-many-lines': { status: 422, words: 'That is too much for one file. Choose fewer months.' },
  'fee/nothing-to-decide': { status: 409, words: 'There is nothing left to decide here. Look again.' },

  'measure/unknown': { status: 404, words: 'There is nothing here, or it is not yours to see.' },
  'measure/closed': { status: 410, words: 'This is closed now. Nothing more is needed from you.' },
  'measure/incomplete': { status: 422, words: 'Answer each question, or leave it for today.' },
  'measure/ladder-empty': {
    status: 409,
    words: 'Nobody is on the safety ladder, so this measure can be used only in the session.',
  },
  'measure/burden-cap': { status: 409, words: 'That would be more than we ask of anyone in one week.' },
  'alert/needs-action': { status: 422, words: 'Say what you did or will do.' },
  'wish/session-begun': { status: 409, words: 'The session has begun. You can say it there.' },
  'goal/wrong-state': { status: 409, words: 'This goal has changed since you opened it. Look again, then decide.' },
  'goal/other-agrees': { status: 409, words: 'The other person agrees to this one. Nothing more is needed from you.' },
  'note/locked': { status: 409, words: 'This note is signed and stays as it is. Add to it with an addendum.' },
  'note/wrong-state': { status: 409, words: 'This note has changed since you opened it. Look again, then decide.' },
  'note/two-versions': { status: 409, words: 'There are two versions of this note. Choose between them, then sign.' },
  'note/nothing-written': { status: 422, words: 'There are no words here yet. Write the note first.' },
  'note/has-words': { status: 409, words: 'There are words in this note. Take them out first, or sign it.' },

  'rights/closed': { status: 409, words: 'This request is closed. A new one can be made at any time.' },
  'rights/wrong-step': { status: 409, words: 'That does not follow from where this request stands. Look again.' },
  'rights/wrong-day': {
    status: 422,
    words: 'Give the day it happened: not before the last step, and not ahead of today.',
  },
  'rights/too-late-to-extend': {
    status: 409,
    words: 'More time can be taken only within the first month. Answer now what you can.',
  },
  'rights/reason-missing': { status: 422, words: 'Say why, in words that the person can read.' },
} as const satisfies Record<string, ErrorEntry>;

/** A refusal on purpose. `details` is shown to the caller: ids, dates and counts only, nothing clinical. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: ErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** Throws a typed refusal. @throws Refusal always */
export function fail(code: ErrorCode, details?: Record<string, unknown>): never {
  throw new Refusal(code, details);
}
