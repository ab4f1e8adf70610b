import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeBackPath, signInPath } from './back-path.ts';
import { type LinkClick, pathInside } from './link-clicks.ts';
import { readRefusal } from './refusal-words.ts';
import { composeTitle } from './title.ts';
import { holdPage, mayLeave } from './unsaved-guard.ts';

test.each([
  ['/clients/cl_1?tab=goals', '/clients/cl_1?tab=goals'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/a\nb', '/'],
  ['/sign-in?back=/x', '/'],
  ['/sign-in/second-step', '/'],
  ['/sign-ins', '/sign-ins'],
  ['', '/'],
  [null, '/'],
])('after signing in, %j leads to %s', (back, path) => expect(safeBackPath(back)).toBe(path));

test('no text leads out of the portal', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `/${text}`),
      ),
      (text) => {
        expect(new URL(safeBackPath(text), 'https://portal.example').origin).toBe('https://portal.example');
      },
    ),
  );
});

test('the sign-in page leads back to where somebody was, and home needs no word', () => {
  expect(signInPath('/clients/cl_1')).toBe('/sign-in?back=%2Fclients%2Fcl_1');
  expect(signInPath('/')).toBe('/sign-in');
});

const click: LinkClick = {
  href: 'https://portal.example/clients/1?x=2#notes',
  origin: 'https://portal.example',
  here: 'https://portal.example/',
  target: '',
  download: false,
  button: 0,
  modified: false,
};

test.each<[string, Partial<LinkClick>, string | null]>([
  ['an ordinary click stays inside', {}, '/clients/1?x=2#notes'],
  ['another site', { href: 'https://other.example/' }, null],
  ['a new tab', { modified: true }, null],
  ['the middle button', { button: 1 }, null],
  ['a target', { target: '_blank' }, null],
  ['a download', { download: true }, null],
  ['a telephone', { href: 'tel:116123' }, null],
  ['a file of the server', { href: 'https://portal.example/files/agreement.pdf' }, null],
  ['a path that only begins alike', { href: 'https://portal.example/filesystem' }, '/filesystem'],
  ['a place on the same page', { href: 'https://portal.example/#main' }, null],
])('a link: %s', (_name, change, path) => expect(pathInside({ ...click, ...change })).toBe(path));

test('a refusal shows our words, anything else never its own message', () => {
  const ours = Object.assign(new Error('That time is taken.'), {
    data: { code: 'scheduling/slot-taken', details: { at: 1 } },
  });
  expect(readRefusal(ours)).toEqual({
    code: 'scheduling/slot-taken',
    words: 'That time is taken.',
    details: { at: 1 },
  });
  expect(readRefusal(new TypeError('Failed to fetch')).code).toBe('unreachable');
  expect(readRefusal(new TypeError('Failed to fetch')).words).not.toContain('fetch');
  const foreign = Object.assign(new Error('select * from client'), { data: { code: 'INTERNAL_SERVER_ERROR' } });
  expect(readRefusal(foreign).code).toBe('unknown');
  expect(readRefusal(foreign).words).not.toContain('select');
  for (const thrown of [undefined, null, 'x', 1, {}]) expect(readRefusal(thrown).words).not.toBe('');
});

test('the title is neutral, and says "Error:" first while something is to put right', () => {
  expect(composeTitle('Agreement', 'Fern Row', 0)).toBe('Agreement · Fern Row');
  expect(composeTitle('Agreement', 'Fern Row', 1)).toBe('Error: Agreement · Fern Row');
  expect(composeTitle('Agreement', '', 0)).toBe('Agreement');
});

test('a page with something unsaved asks before a link leaves it, and only then', () => {
  const asked: string[] = [];
  const ask = (answer: boolean) => (words: string) => {
    asked.push(words);
    return answer;
  };
  expect(mayLeave(ask(false))).toBe(true);
  const release = holdPage();
  expect(mayLeave(ask(false))).toBe(false);
  expect(mayLeave(ask(true))).toBe(true);
  release();
  expect(mayLeave(ask(false))).toBe(true);
  expect(asked.length).toBe(2);
});
