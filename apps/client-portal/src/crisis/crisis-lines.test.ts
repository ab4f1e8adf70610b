import { expect, test } from 'vitest';
import { byNation, everywhere, nationsFor } from './crisis-lines.ts';

test('the own nation comes first, and none is ever left out', () => {
  expect(nationsFor('scotland')[0]?.nation).toBe('Scotland');
  for (const key of ['england-and-wales', 'northern-ireland', 'elsewhere', undefined]) {
    expect(nationsFor(key)).toHaveLength(byNation.length);
  }
});

test('every line can be called or texted, with figures a telephone can dial', () => {
  for (const line of [...everywhere, ...byNation.flatMap(({ lines }) => lines)]) {
    expect(line.call ?? line.text?.to, line.name).toMatch(/^\d[\d ]{2,}$/);
  }
});
