import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = readFileSync(new URL('../../packages/ui/src/styles/tokens.css', import.meta.url), 'utf8');

type Rgb = [number, number, number];
type Theme = { name: string; colours: Map<string, string>; promised: { role: string; on: string; atLeast: number }[] };

/** WCAG 2 relative luminance. */
function luminance([r, g, b]: Rgb): number {
  const [lr, lg, lb] = [r, g, b].map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
}

function contrast(one: string, other: string): number {
  const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
  const [low = 0, high = 0] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Each block of colours in the file, with the figures that stand beside them. */
function themes(): Theme[] {
  const blocks = [...tokens.matchAll(/([^{}]+)\{([^{}]*--accent-wash: #[^{}]*)\}/g)].map(
    ([, selector = '', body = '']) => {
      const colours = new Map(
        [...body.matchAll(/--([a-z-]+): (#[0-9A-F]{6});/g)].map(([, role = '', hex = '']) => [role, hex]),
      );
      const promised = [...body.matchAll(/--([a-z-]+): #[0-9A-F]{6};\s*\/\* (.+?) \*\//g)].flatMap(
        ([, role = '', figures = '']) =>
          figures.split(', ').map((figure) => {
            const [on = '', atLeast = ''] = figure.split(' ');
            return { role, on: colours.has(on) ? on : `surface-${on}`, atLeast: Number(atLeast) };
          }),
      );
      return { name: selector.trim().split('\n').at(-1) ?? '', colours, promised };
    },
  );
  return blocks.filter((block) => block.promised.length > 0);
}

test('light, dark and low stimulus, each by the device and by choice, are six blocks with their figures', () => {
  expect(themes().length).toBe(6);
  for (const theme of themes()) expect(theme.promised.length, theme.name).toBeGreaterThan(25);
});

test.each(themes())('every figure in $name is what the colours measure, text 7 and edges 3 at the least', (theme) => {
  for (const { role, on, atLeast } of theme.promised) {
    const measured = contrast(theme.colours.get(role) ?? '', theme.colours.get(on) ?? '');
    expect(measured, `${role} on ${on}`).toBeGreaterThanOrEqual(atLeast);
    expect(measured, `${role} on ${on}`).toBeLessThan(atLeast + 0.11);
    expect(atLeast, `${role} on ${on}`).toBeGreaterThanOrEqual(role === 'edge' ? 3 : 7);
  }
});
