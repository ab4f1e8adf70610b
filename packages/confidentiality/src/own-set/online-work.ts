import type { Clause } from '../clause.ts';
import { fact, term } from './term.ts';

/** For work by video or by phone. */
export function onlineClauses(): Clause[] {
  return [
    term(
      'online.place',
      'A place to talk',
      'Be alone, where no one can hear',
      'Please find a place where you are alone and can talk. {therapist} does the same. If someone comes in, say so, and we stop for a while.',
    ),
    term(
      'online.where-you-are',
      'Where you are',
      'Tell us at the start of each session',
      'Tell {therapist} where you are when we begin. If you need help there and then, we have to know where to send it.',
    ),
    term(
      'online.if-the-line-drops',
      'If the line drops',
      '{therapist} calls you back',
      '{therapist} tries the link again, and then rings you. If we cannot reach you and fear for you, we may call the person you named. We still end on time.',
    ),
    term(
      'online.no-recording',
      'No one records',
      'On neither side, unless we both agree',
      'No one records a session, in sound or in pictures, unless we both agree to it first. Please turn off tools that take notes by themselves.',
    ),
    term(
      'online.abroad',
      'If you go away',
      'Tell us before you join from far away',
      'Tell us first if you will join from another land. The law there may not let {therapist} work with you, or the insurance may not hold. Then we find another time.',
    ),
    term(
      'online.when-not-right',
      'When it is not right',
      'We can meet in another way',
      'At times this way of meeting is not safe or not good enough. You or {therapist} can say so. Then we look for a room, or for someone near you.',
    ),
    fact(
      'online.not-all-safe',
      'How safe it is',
      'Well kept, and never quite sure',
      'We use a link that others cannot guess. No link and no phone is quite sure. Use your own device if you can, with a lock, and keep it up to date.',
    ),
  ];
}
