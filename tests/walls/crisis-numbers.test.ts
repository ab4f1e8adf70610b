import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { byNation, everywhere } from '../../apps/client-portal/src/crisis/crisis-lines.ts';
import { crisisLine } from '../../packages/mail/src/crisis-help.ts';
import { top } from '../tools/steps.ts';

// A mail cannot load the portal's list, and a page must stand without the mail's. A number that changes changes in both, or this fails.
const numberOf = ({ call, text }: (typeof everywhere)[number]) => (call ?? text?.to ?? '').replaceAll(' ', '');
const emergency = ['999', '18000', '18001'];
const known = new Set([...emergency, ...[...everywhere, ...byNation.flatMap(({ lines }) => lines)].map(numberOf)]);

/** Numbers as they stand in a text, joined: 116 123 is one, and so is 0808 808 8000. */
const numbersIn = (text: string) =>
  [...text.matchAll(/\b(?:116 ?\d{3}|0(?:300|800|808)(?: ?\d){6,7}|999|111)\b/g)].map(([found]) =>
    found.replaceAll(' ', ''),
  );

test.each(byNation)('the mail says for $nation the numbers that the help page says for it', ({ key, lines }) => {
  const said = numbersIn(crisisLine(key));
  const shown = [...emergency, ...everywhere.map(numberOf), ...lines.map(numberOf)];
  expect(said.length).toBeGreaterThanOrEqual(3);
  expect(said.filter((number) => !shown.includes(number))).toEqual([]);
});

test('wherever a number that helps is written out, it is one of the help page’s', () => {
  const files = globSync('{apps/*,packages/*}/src/**/*.{ts,tsx}', { cwd: top }).filter(
    (path) => !/\.test\.tsx?$|\/generated\//.test(path),
  );
  const wrong: string[] = [];
  let seen = 0;
  for (const path of files) {
    for (const number of numbersIn(readFileSync(join(top, path), 'utf8')).filter((each) => each.length > 3)) {
      seen += 1;
      if (!known.has(number)) wrong.push(`${path}: ${number}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(8);
});
