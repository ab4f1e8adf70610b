import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AwayContact,
  awayProblems,
  awayProblemWords,
  awayRoute,
  awayWords,
  backWords,
  guardedWords,
  longestAwayWords,
} from './away-words.ts';

const times = ['Monday 23 November, 17:30', 'Tuesday 24 November, 09:00', 'Thursday 26 November, 11:00'];

describe('the words that leave', () => {
  it.each([
    [
      { times: times.slice(0, 1), offered: true, guarded: false, keepsPlace: false },
      'Your appointment on Monday 23 November, 17:30 will not go ahead. We are sorry. There is nothing to pay. You can choose another time on your page.',
    ],
    [
      { times: times.slice(0, 2), offered: false, guarded: false, keepsPlace: true },
      'These appointments will not go ahead: Monday 23 November, 17:30 and Tuesday 24 November, 09:00. We are sorry. There is nothing to pay. Your usual time is kept for you.',
    ],
    [{ times: times.slice(0, 1), offered: true, guarded: true, keepsPlace: true }, guardedWords],
  ])('%j', (given, words) => expect(awayWords(given)).toBe(words));

  it('name the first and the last of many, and stay as short as somebody may write', () => {
    const many = Array.from({ length: 26 }, (_, at) => `Wednesday ${at + 1} September, 17:30`);
    const words = awayWords({ times: many, offered: true, guarded: false, keepsPlace: true });
    expect(words).toContain(
      'Your next 26 appointments, from Wednesday 1 September, 17:30 to Wednesday 26 September, 17:30,',
    );
    for (let n = 1; n < many.length; n += 1)
      for (const offered of [true, false]) {
        const some = awayWords({ times: many.slice(0, n), offered, guarded: false, keepsPlace: true });
        expect(some.length).toBeLessThanOrEqual(longestAwayWords);
        expect(awayProblems(some)).toEqual([]);
      }
    expect(awayProblems(backWords({ times: many.slice(0, 3), guarded: false }))).toEqual([]);
    expect(awayProblems(guardedWords)).toEqual([]);
  });
});

describe('what may not leave', () => {
  it.each([
    ['', 'empty'],
    ['x'.repeat(401), 'long'],
    ['See www.example.org', 'link'],
    ['Write to anna@example.org', 'link'],
    ['Your therapist is away', 'telling'],
    ['No COUNSELLING today', 'telling'],
    ['Your session is off', 'telling'],
    ['She is ill', 'reason'],
    ['because of illness', 'reason'],
    ['in hospital', 'reason'],
    ['on annual leave', 'reason'],
    ['Ruth is not here today', 'name'],
    ['Dear O’Hara, sorry', 'name'],
    ['From Fern Row', 'name'],
    ['With Zoë tomorrow', 'name'],
  ])('%j: %s', (words, kind) => {
    const found = awayProblems(words, ['Ruth', 'O’Hara', 'Fern Row', 'Zoe']);
    expect(found.map((one) => one.kind)).toContain(kind);
    for (const problem of found) expect(awayProblemWords(problem).length).toBeGreaterThan(10);
  });
  it.each([
    'Sorry, we cannot meet at 17:30 today. Please do not set out.',
    'The leaves on the line are still there; we will skillfully find a time. The truth is, we are sorry.',
    'You may ring us from nine.',
  ])('lets %j through', (words) => expect(awayProblems(words, ['Ruth', 'Ann'])).toEqual([]));

  it('finds a name wherever it stands, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 2, maxLength: 12 }), (before, after, name) => {
        const found = awayProblems(`${before} Ruth ${after}`, ['Ruth', name]);
        expect(found.some((one) => one.kind === 'name' && one.word === 'Ruth')).toBe(true);
      }),
    );
  });
});

describe('the way by which somebody is told', () => {
  const base: AwayContact = {
    email: 'a@b.example',
    emailIsSafe: true,
    emailIsShared: false,
    emailIsUnproven: false,
    telephone: '07700 900123',
    telephoneIsSafe: true,
    textIsSafe: false,
    prefers: 'email',
  };
  const isAddress = (email: string | null) => email?.includes('@') === true;
  it.each([
    ['a mailbox of their own', {}, 'mail', false],
    ['they prefer the telephone', { prefers: 'telephone' }, 'telephone', false],
    ['the telephone they prefer is not safe', { prefers: 'telephone', telephoneIsSafe: false }, 'mail', false],
    ['a shared mailbox and a telephone', { emailIsShared: true }, 'telephone', false],
    ['a shared mailbox alone', { emailIsShared: true, telephoneIsSafe: false }, 'mail', true],
    ['an address that nobody has proven', { emailIsUnproven: true, telephone: null }, 'mail', true],
    ['no safe mail', { emailIsSafe: false }, 'telephone', false],
    ['mail that is no address', { email: 'nothing' }, 'telephone', false],
    ['text alone', { emailIsSafe: false, telephoneIsSafe: false, textIsSafe: true }, 'text', false],
    ['text preferred', { prefers: 'text', textIsSafe: true }, 'text', false],
    ['nothing safe', { emailIsSafe: false, telephoneIsSafe: false }, 'none', false],
    ['a safe telephone without a number', { emailIsSafe: false, telephone: '' }, 'none', false],
  ] as const)('%s', (_, over, route, guarded) =>
    expect(awayRoute({ ...base, ...over }, isAddress)).toEqual({ route, guarded }),
  );
  it('is none where nothing is known', () => expect(awayRoute(null, isAddress).route).toBe('none'));
  it('is never a way that was not called safe', () => {
    fc.assert(
      fc.property(
        fc.record({
          email: fc.option(fc.constant('a@b.example')),
          emailIsSafe: fc.boolean(),
          emailIsShared: fc.boolean(),
          emailIsUnproven: fc.boolean(),
          telephone: fc.option(fc.constant('07700 900123')),
          telephoneIsSafe: fc.boolean(),
          textIsSafe: fc.boolean(),
          prefers: fc.constantFrom('email', 'telephone', 'text', 'post'),
        }),
        (contact) => {
          const { route, guarded } = awayRoute(contact, isAddress);
          if (route === 'mail') expect(contact.emailIsSafe && contact.email !== null).toBe(true);
          if (route === 'mail' && (contact.emailIsShared || contact.emailIsUnproven)) expect(guarded).toBe(true);
          if (route === 'telephone') expect(contact.telephoneIsSafe && contact.telephone !== null).toBe(true);
          if (route === 'text') expect(contact.textIsSafe && contact.telephone !== null).toBe(true);
        },
      ),
    );
  });
});
