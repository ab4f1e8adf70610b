import type { Content } from '../layout.ts';

/** To the managers: a key of the house, not anything of a person. */
export function keyEnds({ url, days }: { url: string; days: number }): Content {
  const when = days <= 0 ? 'has ended' : days === 1 ? 'ends tomorrow' : `ends in ${days} days`;
  return {
    subject: 'A key ends soon',
    paragraphs: [
      `The key that seals your documents ${when}. A new one is made by itself, 30 days before the end. If this still comes after that, something keeps it from being made: please have the server looked at.`,
    ],
    link: { words: 'See where it stands', url },
  };
}
