import type { Clause, Nation } from '../clause.ts';
import { limitClauses } from './limits.ts';

/** Heather's own working agreement. Short sentences on purpose: a test holds every clause to reading grade 6. */
export function agreementClauses(nation: Nation): Clause[] {
  return [
    {
      kind: 'term',
      clauseId: 'time',
      heading: 'Time',
      summary: '{when}, {length}, {placeShort}',
      text: '{whenSentence} A session is {length}. {placeSentence}\n\nThe time stays the same when the clocks change. If you come late, we still end on time. {plannedSentence}',
    },
    {
      kind: 'term',
      clauseId: 'working-online',
      onlyWhere: ['online', 'telephone'],
      heading: 'Not in the same room',
      summary: 'Find a place where you are alone',
      text: 'Please find a place where you are alone and can talk. Tell {therapist} where you are, in case you need help there. If the line drops, {therapist} calls you back. No one records a session, on either side, unless you both agree.',
    },
    {
      kind: 'term',
      clauseId: 'fee',
      heading: 'Fee',
      summary: '{feeSummary}',
      text: '{feeSentence}\n\nIf money gets tight, talk to us. We would like to know soon.',
    },
    {
      kind: 'term',
      clauseId: 'cancelling',
      heading: 'If you cannot come',
      summary: '{cancelSummary}',
      text: '{cancelSentence}\n\nIf you are ill, or have to keep yourself safe, talk to {therapist}. If {therapist} has to cancel, you pay nothing, and we offer you a new time.',
    },
    {
      kind: 'term',
      clauseId: 'private',
      heading: 'Private, unless',
      summary: 'Someone may be badly hurt, or the law says so',
      text: 'What you say stays with {therapist}. There are a few times when {therapist} may have to tell someone. They are all listed here. {therapist} talks to you first if that is safe, and shares no more than is needed.',
    },
    ...limitClauses(nation),
    {
      kind: 'term',
      clauseId: 'supervision',
      heading: 'Supervision',
      summary: '{therapist} talks it over, without your name',
      text: 'All our therapists talk about their work with someone they trust to help them do it well. This is called supervision. {supervisionSentence} Your name is not used, unless you say yes to that. It keeps the work good and safe.',
    },
    {
      kind: 'term',
      clauseId: 'notes',
      heading: 'Notes',
      summary: 'Short, locked, kept for {retention}',
      text: '{therapist} writes a short note after each session. It is kept locked. We keep it for {retention} after we end, and then we destroy it. You can ask to read your notes.',
    },
    {
      kind: 'term',
      clauseId: 'between-sessions',
      heading: 'Between sessions',
      summary: '{contactSummary}',
      text: '{contactSentence}\n\nNo one reads messages day and night. If you are not safe, use the crisis help at the foot of each page. If a life is at risk, call 999.',
    },
    {
      kind: 'term',
      clauseId: 'review',
      heading: 'How it is going',
      summary: 'We look at it together after {review}',
      text: 'After {review} we look at how it is going, and at what you want now. You can ask for that at any time. If something isn’t landing, say so. It helps.',
    },
    {
      kind: 'term',
      clauseId: 'ending',
      heading: 'Stopping',
      summary: 'You can stop at any time',
      text: 'You can pause or stop at any time. You need not say why. It often helps to have a last session, to look back and say goodbye.',
    },
    {
      kind: 'term',
      clauseId: 'concern',
      heading: 'If something is wrong',
      summary: 'Tell us, or go round us',
      text: 'You can tell {therapist}. You can also tell {practice}, and {therapist} does not read that first. You can go to {body} too. No one here will hold it against you.',
    },
    {
      kind: 'term',
      clauseId: 'parties',
      heading: 'Who agrees this',
      summary: '{client}, {therapist} and {practice}',
      text: 'This is between {client}, {therapist} and {practice}.\n\n{partySentence} {recordsSentence}\n\nHow we keep your facts safe is in the privacy notice.',
    },
    {
      kind: 'statement',
      clauseId: 'how-we-work',
      isLive: true,
      heading: 'How we work',
      summary: 'We can change this by talking',
      text: 'Our pace: {pace}\n\nWhen we get stuck: {whenStuck}\n\nWe can change this at any time by talking. You do not have to sign again.',
    },
    {
      kind: 'statement',
      clauseId: 'who-to-call',
      isLive: true,
      heading: 'Who we may call',
      summary: 'Only if someone may be badly hurt',
      text: '{gpSentence} {emergencySentence}\n\nWe call them if someone may be badly hurt. We do not call them for any other cause, unless you ask us to.',
    },
  ];
}
