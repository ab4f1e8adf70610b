import type { WorkingAgreement } from './frame.ts';
import { type Language, languages } from './languages.ts';
import { nationRules } from './nation-rules.ts';
import type { NoticePlaceholder, Placeholder } from './placeholders.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** Words up to ten, digits above. */
export const countWord = (count: number): string => numbers[count] ?? String(count);

const counted = (count: number, one: string, many = `${one}s`) => `${countWord(count)} ${count === 1 ? one : many}`;

/** £45, £45.50, €60; another currency by its code after the figure. Pence in. */
export function moneyText(pence: number, currency = 'GBP'): string {
  const figure = pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);
  const sign = { GBP: '£', EUR: '€', USD: '$' }[currency];
  return sign === undefined ? `${figure} ${currency}` : `${sign}${figure}`;
}

/** "a day", "two days", "36 hours". */
export function windowText(hours: number): string {
  if (hours % 24 === 0) return hours === 24 ? 'a day' : counted(hours / 24, 'day');
  return counted(hours, 'hour');
}

/** "Tuesdays 17:30"; "Every other Tuesday 17:30"; "Every three weeks, Tuesday 17:30". */
export function whenText({ day, time, everyWeeks }: Pick<WorkingAgreement, 'day' | 'time' | 'everyWeeks'>): string {
  const name = days[day - 1];
  if (everyWeeks === 1) return `${name}s ${time}`;
  if (everyWeeks === 2) return `Every other ${name} ${time}`;
  return `Every ${countWord(everyWeeks)} weeks, ${name} ${time}`;
}

function whenSentence({ day, time, everyWeeks }: WorkingAgreement): string {
  const name = days[day - 1];
  if (everyWeeks === 1) return `We meet each ${name} at ${time}.`;
  if (everyWeeks === 2) return `We meet every other ${name} at ${time}.`;
  return `We meet every ${countWord(everyWeeks)} weeks, on a ${name} at ${time}.`;
}

function placeWords({ place, parties }: WorkingAgreement): { placeShort: string; placeSentence: string } {
  const { name } = parties.therapist;
  if (place.kind === 'online') {
    const opens = place.joinOpensMinutes === 0 ? 'when it is time' : `${place.joinOpensMinutes} minutes before`;
    return { placeShort: 'online', placeSentence: `We meet online. The link to join is on your page ${opens}.` };
  }
  if (place.kind === 'telephone') {
    const rings = place.whoRings === 'therapist' ? `${name} rings you.` : `You ring ${name}.`;
    return { placeShort: 'by phone', placeSentence: `We talk by phone. ${rings}` };
  }
  const access = place.access === undefined ? '' : ` ${stop(place.access)}`;
  return { placeShort: place.name, placeSentence: `The place is ${place.name}, ${stop(place.address)}${access}` };
}

const stop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const methods = {
  card: 'card',
  'bank-transfer': 'bank transfer',
  cash: 'cash',
  'direct-debit': 'direct debit',
} as const;

function feeWords({ feePence, currency, paymentTerms }: WorkingAgreement): { feeSummary: string; feeSentence: string } {
  if (feePence === 0) return { feeSummary: 'No fee', feeSentence: 'There is no fee for your sessions.' };
  const fee = moneyText(feePence, currency);
  const { due, riseNoticeWeeks: weeks } = paymentTerms;
  const when =
    due.when === 'before'
      ? 'before each session'
      : due.when === 'at-session'
        ? 'at each session'
        : `within ${due.days} ${due.days === 1 ? 'day' : 'days'}`;
  const rise =
    weeks === 0 ? '' : ` We tell you ${countWord(weeks)} ${weeks === 1 ? 'week' : 'weeks'} before a fee goes up.`;
  const ways = list(
    paymentTerms.methods.map((method) => methods[method]),
    'or',
  );
  const after = due.when === 'within-days' ? `${when} of it` : when;
  return {
    feeSummary: `${fee}, paid ${when}`,
    feeSentence: `A session costs ${fee}. Please pay ${after}. You can pay by ${ways}.${rise}`,
  };
}

function cancelWords({ cancellationWindowHours: hours, feePence }: WorkingAgreement) {
  if (hours === 0 || feePence === 0)
    return {
      cancelSummary: 'Tell us as soon as you can',
      cancelSentence: 'Tell us as soon as you can. You pay nothing for a session that you cannot come to.',
    };
  const window = windowText(hours);
  return {
    cancelSummary: `Tell us ${window} before, or the fee is due`,
    cancelSentence: `Tell us at least ${window === 'a day' ? '24 hours' : window} before, and there is no fee. After that, the fee is due.`,
  };
}

const ways = {
  'portal-message': 'send a message here',
  email: 'send an email',
  telephone: 'leave a phone message',
  text: 'send a text',
} as const;

function contactWords({ contactBetweenSessions: contact, parties }: WorkingAgreement) {
  const { name } = parties.therapist;
  if (contact.ways.length === 0)
    return {
      contactSummary: 'We keep our talk for the sessions',
      contactSentence: `${name} does not answer between sessions. You can still reach us about times and fees.`,
    };
  const within = counted(contact.answerWithinWorkingDays, 'working day');
  return {
    contactSummary: `An answer within ${within}`,
    contactSentence: `You can ${list(
      contact.ways.map((way) => ways[way]),
      'or',
    )}. ${name} answers within ${within}.`,
  };
}

function list(items: readonly string[], joiner: 'and' | 'or'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${joiner} ${items.at(-1)}`;
}

function controllersText(controllers: WorkingAgreement['controllers']): string {
  return list(
    controllers.map((controller) => controller.name),
    'and',
  );
}

const supervisionForms = {
  'one-to-one': 'one supervisor',
  group: 'a small group and its supervisor',
  both: 'a supervisor, and in a small group',
} as const;

/** Who is responsible in law, as the client is told it. */
export function partySentence({ controllers, parties }: Pick<WorkingAgreement, 'controllers' | 'parties'>): string {
  const { therapist, practice } = parties;
  const own = controllers.some(({ role }) => role === 'therapist');
  if (!own) return `${controllersText(controllers)} decides how your facts are used, and must by law keep them safe.`;
  if (controllers.every(({ role }) => role === 'therapist'))
    return `${therapist.name} works here as their own boss. ${therapist.name}, and not ${practice.name}, decides how your facts are used, and must by law keep them safe.`;
  return `${controllersText(controllers)} decide how your facts are used. Each of them must by law keep them safe, and you can turn to each.`;
}

/** What becomes of the record when the therapist leaves; empty where an older agreement does not say. */
export function recordsSentence({ recordsAfter, parties }: Pick<WorkingAgreement, 'recordsAfter' | 'parties'>): string {
  const { therapist, practice } = parties;
  if (recordsAfter === 'practice') return `If ${therapist.name} leaves, your record stays with ${practice.name}.`;
  if (recordsAfter === 'therapist')
    return `If ${therapist.name} leaves ${practice.name}, your record goes with ${therapist.name}. We tell you first.`;
  if (recordsAfter === 'client-chooses')
    return `If ${therapist.name} leaves ${practice.name}, we ask you. Your record stays here or goes with ${therapist.name}, as you say.`;
  return '';
}

function recordKeeper({ recordsAfter, parties }: WorkingAgreement): string {
  const { therapist, practice } = parties;
  if (recordsAfter === undefined) return '';
  if (recordsAfter === 'client-chooses') return `${practice.name} / ${therapist.name}`;
  return recordsAfter === 'practice' ? practice.name : therapist.name;
}

/** Every placeholder of an agreement, from the frame alone. Names and free text go in as they were typed. */
export function frameWords(frame: WorkingAgreement, language: Language = 'en-GB'): Record<Placeholder, string> {
  const { parties, gp, emergencyContact } = frame;
  const [first] = frame.controllers;
  const rules = nationRules[frame.nation];
  return {
    partySentence: partySentence(frame),
    recordsSentence: recordsSentence(frame),
    recordKeeper: recordKeeper(frame),
    day: languages[language].days[frame.day - 1] ?? '',
    time: frame.time,
    everyWeeks: String(frame.everyWeeks),
    minutes: String(frame.lengthMinutes),
    fee: moneyText(frame.feePence, frame.currency),
    cancelHours: String(frame.cancellationWindowHours),
    answerDays: String(frame.contactBetweenSessions.answerWithinWorkingDays),
    reviewSessions: String(frame.reviewEverySessions),
    retentionYears: String(frame.notes.retentionYears),
    ownAgreementAge: String(rules.ownAgreement.age),
    adultAge: String(rules.adult.age),
    client: parties.client.name,
    therapist: parties.therapist.name,
    practice: parties.practice.name,
    body: parties.therapist.registration?.body ?? 'the body that they belong to',
    controllers: controllersText(frame.controllers),
    address: first?.address ?? '',
    contact: first?.contact ?? '',
    registration: first?.registrationNumber ?? 'not given',
    retention: counted(frame.notes.retentionYears, 'year'),
    when: whenText(frame),
    whenSentence: whenSentence(frame),
    length: `${frame.lengthMinutes} minutes`,
    ...placeWords(frame),
    plannedSentence: frame.plannedSessions === undefined ? '' : `We plan ${counted(frame.plannedSessions, 'session')}.`,
    ...feeWords(frame),
    ...cancelWords(frame),
    ...contactWords(frame),
    supervisionSentence: `${parties.therapist.name} talks with ${supervisionForms[frame.supervision.form]}.`,
    review: frame.reviewEverySessions === 1 ? 'each session' : `every ${countWord(frame.reviewEverySessions)} sessions`,
    pace: frame.howWeWork.pace || 'We find it as we go.',
    whenStuck: frame.howWeWork.whenStuck || 'We say so, and look at it.',
    gpSentence:
      gp === undefined
        ? 'You have not named a GP.'
        : `Your GP is ${stop([gp.name, gp.contact].filter(Boolean).join(', '))}`,
    emergencySentence:
      emergencyContact === undefined
        ? 'You have not named anyone for us to call.'
        : `The person to call is ${stop([emergencyContact.name, emergencyContact.relation, emergencyContact.contact].filter(Boolean).join(', '))}`,
  };
}

export type NoticePractice = {
  name: string;
  address: string;
  contact: string;
  registrationNumber?: string;
  retentionYears: number;
  controllers?: string[];
};

/** Every placeholder of a privacy notice, from the practice alone: at enquiry there is no agreement yet. */
export function noticeWords(practice: NoticePractice): Record<NoticePlaceholder, string> {
  return {
    practice: practice.name,
    address: practice.address,
    contact: practice.contact,
    controllers: list(practice.controllers ?? [practice.name], 'and'),
    registration: practice.registrationNumber ?? 'not given',
    retention: counted(practice.retentionYears, 'year'),
    retentionYears: String(practice.retentionYears),
  };
}
