import type { Clause, Nation } from '../clause.ts';
import { limitClauses } from './limits.ts';
import { fact, term } from './term.ts';

/** For a practice that has its clients sign what is private by itself. The limits are those of the working agreement, by the same ids. */
export function confidentialityClauses(nation: Nation): Clause[] {
  return [
    term(
      'private',
      'Private, unless',
      'Someone may be badly hurt, or the law says so',
      'What you say stays with {therapist}. There are a few times when {therapist} may have to tell someone. They are all listed here. There are no others.',
    ),
    ...limitClauses(nation),
    term(
      'asking-first',
      'Before we tell someone',
      'We talk to you first, if that is safe',
      '{therapist} talks to you first, if that is safe and the law lets us. We share no more than is needed. We tell you what we said, and to whom.',
    ),
    term(
      'who-hears',
      'Who hears of you here',
      'Few people, and each only what they need',
      '{supervisionSentence} Your name is not used, unless you say yes to that. Those who run {practice} see your name, your times and what is paid. They do not see what you say in a session.',
    ),
    term(
      'your-own-story',
      'Your own story is yours',
      'You can tell who you like',
      'You can talk of your sessions to anyone you like. This binds us, not you.',
    ),
    term(
      'private-after',
      'After we end',
      'It stays private',
      'All of this goes on when we have ended. It goes on if you die. Then the same few limits hold.',
    ),
    fact(
      'told-is-noted',
      'We note each time',
      'What we told, to whom and why',
      'Each time we tell someone, we write down what, to whom, and which line here we went by. We write it down as well when we thought of it and did not. You can ask to read that.',
    ),
  ];
}
