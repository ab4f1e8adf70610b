import type { Clause, Nation } from '../clause.ts';
import { nationRules } from '../nation-rules.ts';
import { fact, term } from './term.ts';

const birthdays = (nation: Nation) => nationRules[nation].askAgainAt.join(' and ');

/** For somebody who is not grown up in law. What changes with age comes from the nation's own data. */
export function youngPersonClauses(nation: Nation): Clause[] {
  return [
    term(
      'young.your-space',
      'This is your space',
      'It is for you, not for your parents or your school',
      'These sessions are for you. You choose what to talk of. You can say no to a question. You can stop.',
    ),
    term(
      'young.saying-yes',
      'Who says yes',
      'You do, if you can',
      `From {ownAgreementAge} you can say yes to this by yourself. ${nationRules[nation].underAge.said} If not yet, we ask someone who looks after you, and we ask you too.`,
    ),
    term(
      'young.private',
      'What stays private',
      'What you say, with a few limits',
      '{therapist} does not tell your parents, your school or your friends what you say. The limits are these: someone may be badly hurt, someone is harming you or another child, or a court says so. {therapist} talks to you first, if that is safe.',
    ),
    term(
      'young.parents-hear',
      'What your parents hear',
      'That you came, and if you are not safe',
      'Those who look after you may know if you came and what it costs. They hear more only if you want that, or if you are not safe. You can be there when {therapist} talks with them.',
    ),
    term(
      'young.school',
      'School and doctor',
      'Only if you say yes',
      'We talk to your school or your doctor only if you say yes, or if you are not safe. You can read a letter before we send it.',
    ),
    term(
      'young.asked-again',
      'When you get older',
      `We ask you again at ${birthdays(nation)}`,
      `What was agreed is asked again when you turn ${birthdays(nation)}. Then it is you who says yes or no.`,
    ),
    term(
      'young.stopping',
      'Stopping',
      'You can, and you need not say why',
      'You can stop at any time, for a while or for good. No one here is cross with you. You can come back.',
    ),
    fact(
      'young.your-facts',
      'Your notes',
      'Short, locked, and yours to ask for',
      '{therapist} writes a short note after each session. It is locked away. If you can see what that means, you can ask to read it, and you can say who may not.',
    ),
  ];
}

/** For somebody who looks after a young person in law. {client} is the young person. */
export function guardianClauses(nation: Nation): Clause[] {
  const { guardian } = nationRules[nation];
  return [
    term(
      'guardian.who-you-are',
      'Who you are',
      'You look after {client} by law',
      `You tell us that you look after {client} by law. The law calls that ${guardian.called}. Tell us if others have it too, or if a court has said who may decide what.`,
    ),
    term(
      'guardian.what-you-agree',
      'What you agree to',
      'That {client} comes to see {therapist}',
      'You agree that {client} comes to see {therapist}. {client} is asked as well. We do not go on with someone who does not want to come.',
    ),
    term(
      'guardian.private',
      'What we do not tell you',
      'What {client} says is private',
      'It works best if {client} can talk freely. So we do not tell you what is said, and please do not press {client} to say. Please do not read what {client} writes here.',
    ),
    term(
      'guardian.told',
      'What we do tell you',
      'If {client} is not safe, and how to help',
      'We tell you if {client} may be badly hurt and you can help to keep them safe. We do not, if telling you could put them at more risk. From time to time we can talk with you of how it goes, if {client} knows and agrees.',
    ),
    term(
      'guardian.others',
      'If you do not agree with each other',
      'We take no side',
      'If two who look after {client} do not agree, tell us soon. {therapist} takes no side, and does not write letters for one of you against the other. A court can still order it.',
    ),
    term(
      'guardian.practical',
      'Times and money',
      'You see that {client} can come',
      'You help {client} to come on time, and you pay what was agreed. {feeSentence} {cancelSentence}',
    ),
    term(
      'guardian.age',
      'When {client} gets older',
      'From {ownAgreementAge}, {client} decides',
      'From {ownAgreementAge}, {client} agrees by themselves, if they can. It may be sooner. Then what you agreed to here ends, and we tell you so.',
    ),
    term(
      'guardian.stopping',
      'Stopping',
      'Let there be time to say goodbye',
      'You can take back your yes at any time. Please let {client} come once more, to say goodbye.',
    ),
  ];
}
