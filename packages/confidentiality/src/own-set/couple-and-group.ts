import type { Clause } from '../clause.ts';
import { fact, term } from './term.ts';

/** For two who come together. Each of them signs. */
export function coupleClauses(): Clause[] {
  return [
    term(
      'couple.together',
      'You come as two',
      'We work for what is between you',
      'You come together, and {therapist} takes no side. What one of you says in the room, the other hears. Outside the room it stays private, with the limits of your working agreement.',
    ),
    term(
      'couple.secrets',
      'Secrets',
      '{therapist} keeps none from one of you',
      '{therapist} does not keep a secret from one of you that bears on your work. If you tell one, {therapist} asks you to say it to the other, and helps you find a way. If you do not want to, {therapist} does not say it for you, but may have to end the work.',
    ),
    term(
      'couple.not-safe',
      'When telling is not safe',
      'Safety comes first',
      'If one of you is afraid of the other, the rule on secrets does not hold. Tell {therapist} alone. {therapist} does not pass it on to the other, and looks with you at how to be safe.',
    ),
    term(
      'couple.alone',
      'Time alone',
      'Only if you both know',
      '{therapist} may see each of you alone, if you both know of it. The rule on secrets holds there too. A message from one of you is read as if both could read it.',
    ),
    term(
      'couple.record',
      'One record',
      'We ask you both before it goes out',
      'There is one set of notes for you both. If one of you asks for a copy, you get what is about you. What is about the other stays out, unless they say yes.',
    ),
    term(
      'couple.court',
      'If you part',
      '{therapist} speaks for neither of you',
      'If you go to court with each other, you do not ask {therapist} to speak for one of you. A court can still order it. Then we tell you both.',
    ),
    term(
      'couple.one-stops',
      'If one of you stops',
      'Then this work ends',
      'If one of you does not want to go on, this work ends. We talk then of who may need help alone, and who could give it.',
    ),
  ];
}

/** For each member of a group. */
export function groupClauses(): Clause[] {
  return [
    term(
      'group.stays-here',
      'What is said here stays here',
      'No names, and nothing that points to anyone',
      'Do not tell anyone who is in the group. Do not tell what they say, or what could show who they are. This holds when the group has ended, and when you have left.',
    ),
    term(
      'group.your-own-story',
      'Your own story is yours',
      'You can say that you come, and what you learn',
      'You can tell anyone that you come here, and what you find out about yourself. Leave the others out of it.',
    ),
    term(
      'group.secrets',
      'What you say to {therapist} alone',
      'It may need to come to the group',
      'If you tell {therapist} a thing alone that bears on the group, {therapist} asks you to bring it there. {therapist} does not tell it for you, unless someone may be badly hurt.',
    ),
    term(
      'group.meeting-outside',
      'If you meet outside',
      'Say so in the group',
      'If some of you meet or write to each other, please say so in the group. Do not post about the group, and do not share a number that someone else gave you.',
    ),
    term(
      'group.no-recording',
      'No one records',
      'No sound, no pictures, no notes by machine',
      'No one records or takes pictures. Phones are off and out of sight. Online, you are alone in the room.',
    ),
    term(
      'group.breach',
      'If it is broken',
      'We talk of it, and someone may have to leave',
      'If someone tells what they should not, say so. {therapist} takes it up, first with them. They may have to leave the group.',
    ),
    term(
      'group.leaving',
      'Leaving',
      'Come once more and say goodbye',
      'You can leave at any time. Please come once more if you can, so that the others can say goodbye.',
    ),
    fact(
      'group.no-promise',
      'What we cannot promise',
      'The others are people, too',
      '{therapist} keeps to this, and all who come have agreed to it. We cannot promise that each of them will. Say only what you can bear to have said.',
    ),
  ];
}
